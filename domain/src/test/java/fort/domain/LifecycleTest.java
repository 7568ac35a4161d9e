package fort.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final SecretType GENERIC = TypePolicies.builtIn().defaultType();
    private static final SecretType PASSWORD = TypePolicies.builtIn().orDefault("password");

    private Instant now = START;
    private SecretHead head = SecretHead.empty("m", "app/db", GENERIC, START);
    private KvSettings settings = KvSettings.DEFAULT;

    private HeadChange write(@Nullable Long cas) {
        now = now.plusSeconds(1);
        NewVersion version = new NewVersion("key-" + (head.lastVersion() + 1), "userpass/alice", null, 1, 10);
        return accept(Lifecycle.write(head, settings, GENERIC.policy(), version, cas, now));
    }

    private HeadChange accept(Outcome<HeadChange> outcome) {
        return switch (outcome) {
            case Outcome.Done<HeadChange>(HeadChange change) -> accept(change);
            case Outcome.Refused<HeadChange>(Refusal refusal) -> throw new AssertionError(refusal);
        };
    }

    private HeadChange accept(HeadChange change) {
        head = change.head();
        return change;
    }

    private static String refusal(Outcome<HeadChange> outcome) {
        return outcome instanceof Outcome.Refused<HeadChange>(Refusal refusal) ? refusal.message() : "done";
    }

    private List<Long> numbers() {
        return head.versions().stream().map(VersionInfo::number).toList();
    }

    @Test
    @Tag("R2.1")
    void a_secret_has_an_expiry_from_its_first_moment_and_each_write_moves_it() {
        assertThat(head.expiresTime()).isEqualTo(START.plus(Duration.ofDays(365)));
        write(null);
        assertThat(head.expiresTime()).isEqualTo(now.plus(Duration.ofDays(365)));
        accept(Lifecycle.putMetadata(head, false, settings, type(PASSWORD), now));
        assertThat(head.type()).isEqualTo("password");
        assertThat(head.expiresTime()).isEqualTo(now.plus(Duration.ofDays(90)));
        assertThat(head.expired(now.plus(Duration.ofDays(90)))).isTrue();
        assertThat(head.expired(now.plus(Duration.ofDays(90)).minusNanos(1))).isFalse();
    }

    private static MetadataEdit type(SecretType type) {
        return new MetadataEdit(null, null, null, null, null, "ops", "d", List.of("b", "a", "a"), null, type, null);
    }

    @Test
    void check_and_set_is_worded_as_vault_words_it() {
        write(0L);
        assertThat(refusal(Lifecycle.checkCas(head, settings, 0L)))
                .isEqualTo("check-and-set parameter did not match the current version");
        assertThat(refusal(Lifecycle.checkCas(head, settings, -1L)))
                .isEqualTo("check-and-set parameter did not match the current version");
        assertThat(refusal(Lifecycle.checkCas(head, new KvSettings(0, true, false, 0), null)))
                .isEqualTo("check-and-set parameter required for this call");
        assertThat(write(1L).addition().orElseThrow().number()).isEqualTo(2);
    }

    @Test
    void the_window_slides_as_in_vault() {
        for (int i = 1; i <= 9; i++) {
            write(null);
            assertThat(head.oldestVersion()).isZero();
        }
        write(null);
        assertThat(head.oldestVersion()).isEqualTo(1);
        HeadChange eleventh = write(null);
        assertThat(head.oldestVersion()).isEqualTo(2);
        assertThat(eleventh.removed()).extracting(VersionInfo::number).containsExactly(1L);
        accept(Lifecycle.putMetadata(head, false, settings, vault(3, null), now));
        assertThat(numbers()).hasSize(10);
        assertThat(write(null).removed()).hasSize(8);
        assertThat(numbers()).containsExactly(10L, 11L, 12L);
        assertThat(head.oldestVersion()).isEqualTo(10);
    }

    private static MetadataEdit vault(@Nullable Integer maxVersions, @Nullable Map<String, @Nullable String> custom) {
        return MetadataEdit.vault(maxVersions, null, null, null, custom, null);
    }

    @Test
    void deletes_and_undeletes_softly_and_without_complaint() {
        write(null);
        write(null);
        Instant updated = head.updatedTime();
        assertThat(accept(Lifecycle.deleteCurrent(head, now)).changed()).isTrue();
        assertThat(head.current().orElseThrow().readable(now)).isFalse();
        assertThat(head.current().orElseThrow().deletionTime()).isEqualTo(now);
        assertThat(accept(Lifecycle.deleteCurrent(head, now.plusSeconds(5))).changed())
                .isFalse();
        assertThat(accept(Lifecycle.delete(head, List.of(1L, 2L, 7L), now)).changed())
                .isTrue();
        assertThat(accept(Lifecycle.undelete(head, settings, List.of(2L, 7L), now))
                        .changed())
                .isTrue();
        assertThat(head.version(2).orElseThrow().readable(now)).isTrue();
        assertThat(head.version(1).orElseThrow().readable(now)).isFalse();
        assertThat(head.updatedTime()).isEqualTo(updated);
        assertThat(refusal(Lifecycle.undelete(head, settings, List.of(), now))).isEqualTo("No version number provided");
    }

    @Test
    void destroys_for_good() {
        write(null);
        write(null);
        HeadChange change = accept(Lifecycle.destroy(head, List.of(1L, 1L, 9L)));
        assertThat(change.removed()).extracting(VersionInfo::storageKey).containsExactly("key-1");
        assertThat(head.version(1).orElseThrow().destroyed()).isTrue();
        assertThat(accept(Lifecycle.destroy(head, List.of(1L))).changed()).isFalse();
        assertThat(accept(Lifecycle.undelete(head, settings, List.of(1L), now)).changed())
                .isFalse();
        assertThat(refusal(Lifecycle.destroy(head, List.of()))).isEqualTo("no version number provided");
        assertThat(Lifecycle.remove(head)).extracting(VersionInfo::number).containsExactly(2L);
    }

    @Test
    void timed_deletion_takes_the_shorter_of_mount_and_secret_unless_the_mount_switches_it_off() {
        accept(Lifecycle.putMetadata(head, true, settings, MetadataEdit.vault(null, null, null, 60L, null, null), now));
        write(null);
        assertThat(head.current().orElseThrow().deletionTime()).isEqualTo(now.plusSeconds(60));
        assertThat(head.current().orElseThrow().readable(now.plusSeconds(59))).isTrue();
        assertThat(head.current().orElseThrow().readable(now.plusSeconds(60))).isFalse();
        settings = new KvSettings(0, false, false, 30);
        write(null);
        assertThat(head.current().orElseThrow().deletionTime()).isEqualTo(now.plusSeconds(30));
        settings = new KvSettings(0, false, false, KvSettings.DELETION_OFF);
        write(null);
        assertThat(head.current().orElseThrow().deletionTime()).isNull();
    }

    @Test
    void metadata_is_replaced_by_put_and_merged_by_patch() {
        accept(Lifecycle.putMetadata(head, true, settings, vault(null, Map.of("a", "1", "b", "2")), now));
        assertThat(head.metadataVersion()).isEqualTo(1);
        Map<String, @Nullable String> patch = new HashMap<>();
        patch.put("a", null);
        patch.put("c", "3");
        accept(Lifecycle.patchMetadata(head, settings, vault(5, patch), now));
        assertThat(head.customMetadata()).isEqualTo(Map.of("b", "2", "c", "3"));
        assertThat(head.maxVersions()).isEqualTo(5);
        accept(Lifecycle.putMetadata(head, false, settings, vault(null, Map.of("z", "9")), now));
        assertThat(head.customMetadata()).isEqualTo(Map.of("z", "9"));
        assertThat(accept(Lifecycle.putMetadata(head, false, settings, MetadataEdit.NOTHING, now))
                        .changed())
                .isFalse();
    }

    @Test
    void custom_metadata_is_bounded_as_in_vault_and_in_its_words() {
        Outcome<HeadChange> outcome =
                Lifecycle.putMetadata(head, true, settings, vault(null, Map.of("k".repeat(129), "v")), now);
        assertThat(refusal(outcome))
                .startsWith("1 error occurred:\n\t* custom_metadata validation failed: length of key");
        Map<String, @Nullable String> many = new HashMap<>();
        for (int i = 0; i < 65; i++) {
            many.put("k" + i, "v");
        }
        assertThat(refusal(Lifecycle.putMetadata(head, true, settings, vault(null, many), now)))
                .contains("payload must contain at most 64 keys, provided 65");
        assertThat(refusal(Lifecycle.putMetadata(head, true, settings, vault(null, Map.of("k", "a\nb")), now)))
                .contains("value for key \"k\" contains unprintable characters");
    }

    @Test
    void metadata_check_and_set_is_openbaos() {
        MetadataEdit edit = MetadataEdit.vault(3, null, true, null, null, 0L);
        accept(Lifecycle.putMetadata(head, true, settings, edit, now));
        assertThat(refusal(Lifecycle.putMetadata(head, false, settings, vault(4, null), now)))
                .isEqualTo("metadata check-and-set parameter required for this call");
        assertThat(refusal(Lifecycle.putMetadata(head, false, settings, edit, now)))
                .isEqualTo("metadata check-and-set parameter does not match the current version");
    }

    @Test
    void warns_when_the_mount_mandates_what_the_secret_switches_off() {
        HeadChange change = accept(Lifecycle.putMetadata(
                head,
                true,
                new KvSettings(0, true, false, 0),
                MetadataEdit.vault(null, false, null, null, null, null),
                now));
        assertThat(change.warnings())
                .containsExactly(
                        "\"cas_required\" set to false, but is mandated by backend config. This value will be ignored.");
    }

    @Test
    void refuses_tags_beyond_the_limit() {
        MetadataEdit edit = new MetadataEdit(
                null, null, null, null, null, null, null, Collections.nCopies(65, "t"), null, null, null);
        assertThat(refusal(Lifecycle.putMetadata(head, true, settings, edit, now)))
                .contains("at most 64 tags");
    }

    @Test
    void a_rotation_stages_promotes_and_retires() {
        write(null);
        NewVersion next = new NewVersion("k", "system/rotation", null, 1, 10);
        HeadChange staged = accept(Lifecycle.stage(head, next, now));
        assertThat(staged.addition().orElseThrow().number()).isEqualTo(2);
        assertThat(head.currentVersion()).isEqualTo(1);
        assertThat(refusal(Lifecycle.stage(head, next, now))).contains("staged already");
        accept(Lifecycle.promote(head, settings, PASSWORD.policy(), now));
        assertThat(head.currentVersion()).isEqualTo(2);
        assertThat(head.acceptable(now)).extracting(VersionInfo::number).containsExactly(1L, 2L);
        Instant graceEnd = now.plus(Duration.ofDays(1));
        assertThat(Lifecycle.retire(head, graceEnd.minusNanos(1)).changed()).isFalse();
        assertThat(head.acceptable(graceEnd)).extracting(VersionInfo::number).containsExactly(2L);
        accept(Lifecycle.retire(head, graceEnd));
        assertThat(head.version(1).orElseThrow().state()).isEqualTo(VersionState.RETIRED);
    }

    @Test
    void a_write_during_a_rotation_retires_the_staged_version() {
        write(null);
        accept(Lifecycle.stage(head, new NewVersion("k", "system/rotation", null, 1, 10), now));
        write(1L);
        assertThat(head.currentVersion()).isEqualTo(3);
        assertThat(head.version(2).orElseThrow().state()).isEqualTo(VersionState.RETIRED);
        assertThat(head.staged()).isEmpty();
        assertThat(refusal(Lifecycle.promote(head, settings, GENERIC.policy(), now)))
                .isEqualTo("no version is staged");
    }

    @Test
    void a_failed_rotation_extends_the_expiry() {
        write(null);
        Instant later = head.expiresTime().plus(Duration.ofDays(7));
        accept(Lifecycle.expire(head, later));
        assertThat(head.expiresTime()).isEqualTo(later);
        assertThat(Lifecycle.expire(head, later).changed()).isFalse();
    }
}
