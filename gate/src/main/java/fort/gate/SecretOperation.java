package fort.gate;

import fort.domain.SecretHead;
import fort.domain.SecretPath;
import fort.domain.SecretValue;
import fort.domain.VersionInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Secrets of one kv mount. `mount` is the mount's canonical path (`secret`). A value is the UTF-8 JSON object the
/// client sent, kept byte for
/// byte; whoever makes an operation with a value has checked that it is one JSON object within the limits.
public sealed interface SecretOperation<T> extends Operation<T> {
    String mount();

    /// @param version 0 = the current one
    /// @return done also for a deleted or destroyed version (`value` null); refused NOT_FOUND for none
    record Read(String mount, SecretPath path, long version) implements SecretOperation<SecretView> {
        @Override
        public String name() {
            return "secret.read";
        }
    }

    /// @param value null when the version is deleted or destroyed; whoever gets it closes it
    record SecretView(
            SecretHead head, VersionInfo version, @Nullable SecretValue value) {}

    /// Writes a new version.
    ///
    /// @param checkAndSet null = not given; 0 = only when absent; else the version that must be current
    /// @param type null: the secret's own, or the default type for a new secret
    record Write(
            String mount,
            SecretPath path,
            SecretValue json,
            @Nullable Long checkAndSet,
            @Nullable String type) implements SecretOperation<SecretView> {
        @Override
        public String name() {
            return "secret.write";
        }
    }

    /// RFC 7396 merge patch over the current version.
    record Patch(
            String mount,
            SecretPath path,
            SecretValue json,
            @Nullable Long checkAndSet) implements SecretOperation<SecretView> {
        @Override
        public String name() {
            return "secret.patch";
        }
    }

    /// Soft-deletes the current version; for kv version 1 removes the secret. Succeeds when nothing is there.
    ///
    /// @return the version that was current, 0 for none
    record Delete(String mount, SecretPath path) implements SecretOperation<Long> {
        @Override
        public String name() {
            return "secret.delete";
        }
    }

    record DeleteVersions(String mount, SecretPath path, List<Long> versions) implements SecretOperation<Void> {
        @Override
        public String name() {
            return "secret.delete_versions";
        }
    }

    record UndeleteVersions(String mount, SecretPath path, List<Long> versions) implements SecretOperation<Void> {
        @Override
        public String name() {
            return "secret.undelete";
        }
    }

    /// Crypto-shreds: the sealed bytes and their data key are removed; the version's number and times stay.
    record DestroyVersions(String mount, SecretPath path, List<Long> versions) implements SecretOperation<Void> {
        @Override
        public String name() {
            return "secret.destroy";
        }
    }

    /// What changed of the secrets that somebody watches: paths and versions, never a value. Each path is decided by
    /// itself: read on `<mount>/data/<path>` or on `<mount>/metadata/<path>`; what the caller may not know is left
    /// out.
    ///
    /// @param watched paths below the mount; with a slash at the end, all below it; the empty one is the whole
    /// mount
    /// @param after only what changed since this revision; 0: all there is
    /// @param gone also says of a secret that is named and not there that it is not
    record Changed(String mount, List<String> watched, long after, boolean gone)
            implements SecretOperation<ChangedSecrets> {
        public static final int WATCHED_MAX = 1_000;
        public static final int ANSWER_MAX = 1_000;

        public Changed {
            watched = List.copyOf(watched);
        }

        @Override
        public String name() {
            return "secret.watch";
        }
    }

    /// @param revision orders the changes of the environment; 0 when the secret is gone
    /// @param acceptable the current version and those in grace
    record ChangedSecret(String path, long revision, long currentVersion, List<Long> acceptable, boolean gone) {
        public ChangedSecret {
            acceptable = List.copyOf(acceptable);
        }
    }

    /// @param secrets by revision
    /// @param more there was more than fits one answer: look at the whole
    record ChangedSecrets(List<ChangedSecret> secrets, boolean more) {
        public ChangedSecrets {
            secrets = List.copyOf(secrets);
        }
    }

    record ReadMetadata(String mount, SecretPath path) implements SecretOperation<SecretHead> {
        @Override
        public String name() {
            return "secret.read_metadata";
        }
    }

    /// Changes what is not null; creates the secret without a version when absent.
    record WriteMetadata(String mount, SecretPath path, MetadataChange change) implements SecretOperation<SecretHead> {
        @Override
        public String name() {
            return "secret.write_metadata";
        }
    }

    /// Like [WriteMetadata], but refused NOT_FOUND when absent; a null value inside `customMetadata` removes that
    /// key.
    record PatchMetadata(String mount, SecretPath path, MetadataChange change) implements SecretOperation<SecretHead> {
        @Override
        public String name() {
            return "secret.patch_metadata";
        }
    }

    /// @param customMetadata replaces all (write) or merges (patch)
    record MetadataChange(
            @Nullable Boolean casRequired,
            @Nullable Integer maxVersions,
            @Nullable Long deleteVersionAfterSeconds,
            @Nullable Map<String, @Nullable String> customMetadata,
            @Nullable String type,
            @Nullable String owner,
            @Nullable List<String> tags,
            @Nullable List<String> consumers,
            @Nullable String description) {}

    /// Removes the secret, all versions and its metadata.
    record DeleteMetadata(String mount, SecretPath path) implements SecretOperation<Void> {
        @Override
        public String name() {
            return "secret.delete_metadata";
        }
    }

    /// One level: names, folders with trailing `/`, sorted.
    ///
    /// @param prefix empty, or a canonical path with trailing `/`
    /// @param after the last name of the page before, or empty
    record ListNames(String mount, String prefix, String after, int limit) implements SecretOperation<List<String>> {
        @Override
        public String name() {
            return "secret.list";
        }
    }

    /// All secrets below a prefix, with metadata, that match every given condition and that the caller may list;
    /// paged by path.
    record Search(String mount, String prefix, SearchQuery query, String after, int limit)
            implements SecretOperation<Page<SecretHead>> {
        @Override
        public String name() {
            return "secret.search";
        }
    }

    record SearchQuery(
            @Nullable String tag,
            @Nullable String owner,
            @Nullable String type,
            @Nullable String consumer,
            @Nullable String nameContains,
            @Nullable Instant expiresBefore) {
        public static final SearchQuery ALL = new SearchQuery(null, null, null, null, null, null);
    }

    /// @param next what to give as `after` for the next page, or null at the end
    record Page<T>(List<T> items, @Nullable String next) {}

    /// Several current versions at once, at most 1,000; each is decided and recorded by itself. A path the caller
    /// may not read or that is absent
    /// is listed in `missing` without telling which.
    record ReadMany(String mount, List<SecretPath> paths) implements SecretOperation<Many> {
        @Override
        public String name() {
            return "secret.read_many";
        }
    }

    record Many(List<SecretView> found, List<SecretPath> missing) {}

    /// The key structure without values: JSON where each value is null.
    ///
    /// @param depth 0 = all
    record Subkeys(String mount, SecretPath path, long version, int depth) implements SecretOperation<SubkeysView> {
        @Override
        public String name() {
            return "secret.subkeys";
        }
    }

    /// @param json null when the version is deleted
    record SubkeysView(SecretHead head, VersionInfo version, byte @Nullable [] json) {}

    /// Makes a value that meets the type's policy and writes it as a new version.
    ///
    /// @param field which field of the JSON object takes it; null = the type's own
    record Generate(
            String mount,
            SecretPath path,
            String type,
            @Nullable String field,
            @Nullable Long checkAndSet) implements SecretOperation<SecretView> {
        @Override
        public String name() {
            return "secret.generate";
        }
    }

    /// All current versions below a prefix that the caller may read, as one bundle sealed with a key from the
    /// passphrase (Argon2id, AES-256-GCM).
    record Export(String mount, String prefix, SecretValue passphrase) implements SecretOperation<byte[]> {
        @Override
        public String name() {
            return "secret.export";
        }
    }

    /// Opens a bundle of [Export] and writes its secrets; all or none.
    ///
    /// @param overwrite false refuses the whole import when one exists
    record Import(String mount, String prefix, byte[] bundle, SecretValue passphrase, boolean overwrite, boolean dryRun)
            implements SecretOperation<ImportReport> {
        @Override
        public String name() {
            return "secret.import";
        }
    }

    record ImportReport(List<String> created, List<String> replaced, List<String> unchanged) {}

    record ReadConfig(String mount) implements SecretOperation<Mount> {
        @Override
        public String name() {
            return "secret.read_config";
        }
    }

    record WriteConfig(
            String mount,
            @Nullable Boolean casRequired,
            @Nullable Integer maxVersions,
            @Nullable Long deleteVersionAfterSeconds)
            implements SecretOperation<Void> {
        @Override
        public String name() {
            return "secret.write_config";
        }
    }
}
