package fort.identity;

import fort.crypto.KeyedHash;
import fort.crypto.RandomText;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.Reveal;
import fort.domain.SecretValue;
import fort.store.Change;
import fort.store.Collection;
import fort.store.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The secret ids of app roles, stored under a keyed hash below their role's uid, so that a deleted role's
/// never work for a later role.
final class SecretIds {
    /// The longest secret id, in bytes.
    static final int LENGTH_MAX = 4096;

    /// The most that are deleted with their role; more are dead too and removed by the sweep.
    static final int DELETED_MAX = 4_000;

    private static final int ACCESSOR_LENGTH_MAX = 128;
    private static final Collection<SecretIdEntry> ENTRIES = Collection.of("approle_secret", SecretIdEntry.class);
    private static final Collection<TokenRows.Link> ACCESSORS = Collection.of("approle_accessor", TokenRows.Link.class);

    private final Rows rows;
    private final KeyedHash hash;
    private final RandomText random;

    SecretIds(Rows rows, KeyedHash hash, RandomText random) {
        this.rows = rows;
        this.hash = hash;
        this.random = random;
    }

    Outcome<AppRoles.IssuedSecretId> issue(String mountId, AppRole role, SecretIdRequest request, Instant now) {
        long ttl = request.ttlSeconds() == null ? role.secretIdTtlSeconds() : request.ttlSeconds();
        int uses = request.numUses() == null ? role.secretIdNumUses() : request.numUses();
        Optional<String> objection = objection(role, request, ttl, uses);
        if (objection.isPresent()) {
            return refused(objection.get());
        }
        SecretValue secretId = request.custom() == null
                ? random.secretBase64Url("", 32)
                : SecretValue.copyOf(request.custom().reveal(Reveal.granted()));
        String id = id(secretId);
        if (rows.get(ENTRIES, key(mountId, role.uid(), id)).isPresent()) {
            secretId.close();
            return refused("SecretID is already registered");
        }
        SecretIdEntry entry = new SecretIdEntry(
                id,
                random.uuid(),
                now,
                ttl == 0 ? null : now.plusSeconds(ttl),
                now,
                ttl,
                uses,
                request.metadata(),
                request.cidrs(),
                request.tokenBoundCidrs());
        List<Change> changes = List.of(
                rows.put(ENTRIES, key(mountId, role.uid(), id), entry, Change.ABSENT),
                rows.put(ACCESSORS, key(mountId, role.uid(), entry.accessor()), new TokenRows.Link(id), Change.ABSENT));
        return Outcome.done(new AppRoles.IssuedSecretId(secretId, entry, changes));
    }

    private static Optional<String> objection(AppRole role, SecretIdRequest request, long ttl, int uses) {
        if (!role.bindSecretId()) {
            return Optional.of("bind_secret_id is not set on the role");
        }
        if (request.custom() != null
                && (request.custom().length() == 0 || request.custom().length() > LENGTH_MAX)) {
            return Optional.of("a secret_id has 1 to " + LENGTH_MAX + " bytes");
        }
        if (ttl < 0 || (role.secretIdTtlSeconds() > 0 && (ttl == 0 || ttl > role.secretIdTtlSeconds()))) {
            return Optional.of("ttl cannot be longer than the role's secret_id_ttl");
        }
        if (uses < 0 || (role.secretIdNumUses() > 0 && (uses == 0 || uses > role.secretIdNumUses()))) {
            return Optional.of("num_uses cannot be higher than the role's secret_id_num_uses");
        }
        return Optional.empty();
    }

    Optional<Rows.Entry<SecretIdEntry>> find(String mountId, AppRole role, SecretValue secretId) {
        return secretId.length() == 0 || secretId.length() > LENGTH_MAX
                ? Optional.empty()
                : rows.get(ENTRIES, key(mountId, role.uid(), id(secretId)));
    }

    Optional<Rows.Entry<SecretIdEntry>> findByAccessor(String mountId, AppRole role, String accessor) {
        if (accessor.length() > ACCESSOR_LENGTH_MAX) {
            return Optional.empty();
        }
        return rows.get(ACCESSORS, key(mountId, role.uid(), accessor))
                .flatMap(link ->
                        rows.get(ENTRIES, key(mountId, role.uid(), link.value().id())));
    }

    List<String> accessors(String mountId, AppRole role, String after, int limit) {
        return Keys.list(rows, ACCESSORS, mountId + "/" + role.uid() + "/", after, limit);
    }

    /// Takes a use; demands the row as it was read, so that a last use is the last also when two come at once.
    List<Change> used(String mountId, String roleUid, Rows.Entry<SecretIdEntry> row, Instant now) {
        SecretIdEntry entry = row.value();
        if (entry.usesLeft() == 0) {
            return List.of(rows.check(ENTRIES, row.key(), row.revision()));
        }
        if (entry.usesLeft() == 1) {
            return removed(mountId, roleUid, entry, row.revision());
        }
        return List.of(rows.replace(ENTRIES, row, entry.withUsesLeft(entry.usesLeft() - 1, now)));
    }

    List<Change> removed(String mountId, String roleUid, SecretIdEntry entry, long expectedRevision) {
        return List.of(
                rows.delete(ENTRIES, key(mountId, roleUid, entry.id()), expectedRevision),
                rows.delete(ACCESSORS, key(mountId, roleUid, entry.accessor()), Change.ANY));
    }

    List<Change> deleteAll(String mountId, AppRole role) {
        List<Change> changes = new ArrayList<>();
        for (Rows.Entry<SecretIdEntry> row : rows.scan(ENTRIES, mountId + "/" + role.uid() + "/", "", DELETED_MAX)) {
            changes.addAll(removed(mountId, role.uid(), row.value(), Change.ANY));
        }
        return changes;
    }

    /// @param limit 1 to 4,000
    Tokens.Tidy tidy(String after, int limit, Instant now) {
        List<Rows.Entry<SecretIdEntry>> page = rows.scan(ENTRIES, "", after, limit);
        List<Change> changes = new ArrayList<>();
        int removed = 0;
        for (Rows.Entry<SecretIdEntry> row : page) {
            if (row.value().expiredAt(now)) {
                String[] parts = row.key().split("/", -1);
                changes.addAll(removed(parts[0], parts[1], row.value(), row.revision()));
                removed++;
            }
        }
        return new Tokens.Tidy(
                changes,
                page.size(),
                removed,
                page.size() < limit ? "" : page.getLast().key());
    }

    private String id(SecretValue secretId) {
        byte[] hashed = hash.hash(secretId.reveal(Reveal.granted()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hashed);
    }

    private static String key(String mountId, String roleUid, String last) {
        return mountId + "/" + roleUid + "/" + last;
    }

    private static Outcome<AppRoles.IssuedSecretId> refused(String message) {
        return Outcome.refused(Refusal.Reason.INVALID_REQUEST, message);
    }
}
