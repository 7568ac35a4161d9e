package fort.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages about secrets: their values, their versions and what is known about them.
public final class Secrets {
    private Secrets() {}

    /// One version with its value.
    ///
    /// @param state `staged`, `current`, `grace` or `retired`
    /// @param receipt where the read stands in the record, as in the `Fort-Receipt` header
    public record Secret(
            String path,
            String mount,
            long version,
            String state,
            String type,
            Instant createdAt,
            @Nullable Instant expiresAt,
            SecretJson value,
            @Nullable String receipt) {}

    /// A new version. What is left out of the metadata stays as it is, or comes from the type's policy.
    ///
    /// @param expectedVersion compare-and-set: write only if this is the current version; 0 means only if
    ///     there is none
    public record Write(
            SecretJson value,
            @Nullable Long expectedVersion,
            @Nullable String type,
            @Nullable String description,
            @Nullable String owner,
            @Nullable List<String> tags,
            @Nullable List<String> consumers) {}

    /// A JSON merge patch (RFC 7396) of the current value, which makes a new version.
    public record Patch(SecretJson value, @Nullable Long expectedVersion) {}

    /// What a write made.
    public record Written(
            String path,
            String mount,
            long version,
            String type,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable String receipt) {}

    /// Which versions to undelete or destroy.
    public record Versions(List<Long> versions) {
        public Versions {
            versions = Copies.list(versions);
        }
    }

    /// Which versions changed their state.
    public record Changed(
            String path,
            String mount,
            List<Long> versions,
            @Nullable String receipt) {
        public Changed {
            versions = Copies.list(versions);
        }
    }

    /// A new value made by Fort, by the rules of its type, stored as a new version and not returned.
    ///
    /// @param field the member of the value that gets the generated text; absent means the type's own
    ///     choice
    public record Generate(
            @Nullable String type,
            @Nullable String field,
            @Nullable Long expectedVersion) {}

    /// One page of names below a prefix.
    ///
    /// @param names sorted; relative to the prefix; a name that ends with `/` has more below it (not in a
    ///     recursive list)
    /// @param next give this as `after` for the next page; absent on the last one
    public record Listing(
            String mount,
            String prefix,
            List<String> names,
            @Nullable String next) {
        public Listing {
            names = Copies.list(names);
        }
    }

    /// Which secrets to read at once; each is decided and recorded on its own.
    ///
    /// @param paths at most [Limits#BULK_READ_MAX]
    public record BulkRead(@Nullable String mount, List<String> paths) {
        public BulkRead {
            paths = Copies.list(paths);
        }
    }

    /// The answers in the order of the request.
    public record BulkAnswer(List<BulkItem> items) {
        public BulkAnswer {
            items = Copies.list(items);
        }
    }

    /// Either a secret, or the code of [ErrorCode] that says why not.
    public record BulkItem(
            String path, @Nullable Secret secret, @Nullable String code) {}

    /// Secrets to write at once.
    ///
    /// @param onConflict what to do with a name that exists: `refuse` (the default), `skip` or `write` (a
    ///     new version)
    /// @param dryRun decide and report, and write nothing
    /// @param entries at most [Limits#IMPORT_MAX]
    public record Import(
            @Nullable String mount, @Nullable String onConflict, boolean dryRun, List<ImportEntry> entries) {
        public Import {
            entries = Copies.list(entries);
        }
    }

    public record ImportEntry(
            String path,
            SecretJson value,
            @Nullable String type,
            @Nullable String description,
            @Nullable String owner,
            @Nullable List<String> tags,
            @Nullable List<String> consumers) {}

    /// What became of each entry, in the order of the request.
    public record Imported(boolean dryRun, List<ImportResult> results) {
        public Imported {
            results = Copies.list(results);
        }
    }

    /// @param action `create`, `update`, `skip` or `refuse`
    /// @param version the version made, 0 when none was
    /// @param reason why it was refused
    public record ImportResult(
            String path,
            String action,
            long version,
            @Nullable String reason) {}

    /// What to put into a sealed bundle: all that the caller may read below the prefix.
    ///
    /// @param passphrase the bundle is sealed under a key that Argon2id derives from it
    public record Export(@Nullable String mount, @Nullable String prefix, SecretText passphrase) {}

    /// A sealed copy of current versions and their types. It opens only with its passphrase, on any Fort.
    ///
    /// @param format `fort-bundle-1`
    /// @param sealed salt, cost numbers and ciphertext in one piece
    public record Bundle(String format, byte[] sealed) {
        public static final String FORMAT = "fort-bundle-1";
    }

    /// A bundle to open and import: all of it or nothing.
    ///
    /// @param prefix names of the bundle begin below it
    /// @param overwrite false refuses everything when one name exists with another value
    public record ImportBundle(
            @Nullable String mount,
            @Nullable String prefix,
            boolean overwrite,
            boolean dryRun,
            Bundle bundle,
            SecretText passphrase) {}

    /// @param unchanged exist already with the same value
    public record BundleImported(boolean dryRun, List<String> created, List<String> replaced, List<String> unchanged) {
        public BundleImported {
            created = Copies.list(created);
            replaced = Copies.list(replaced);
            unchanged = Copies.list(unchanged);
        }
    }
}
