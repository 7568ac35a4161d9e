package fort.cli;

import fort.client.FortClient;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Write many secrets from a file, a sealed bundle or a running Vault.
@Command(name = "import", description = "Write many secrets from a file, a sealed bundle or a running Vault.")
final class SecretImport extends ClientCommand {
    @Parameters(
            paramLabel = "FILE",
            index = "0",
            arity = "0..1",
            description = ".env, .json, .yaml or a sealed bundle; - for stdin with --format.")
    private @Nullable Path file;

    @Option(names = "--mount", paramLabel = "MOUNT", description = "Where the secrets live; 'secret' when absent.")
    private @Nullable String mount;

    @Option(names = "--to", paramLabel = "PATH", description = "Path that the file becomes, or begins below.")
    private @Nullable String to;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "env, json, yaml or bundle; by the name of the file when absent.")
    private @Nullable String format;

    @Option(
            names = "--on-conflict",
            paramLabel = "refuse|skip|write",
            description = "What to do with a name that exists: refuse, skip or write a new version.")
    private String onConflict = "refuse";

    @Option(names = "--dry-run", description = "Say what would be done and do nothing.")
    private boolean dryRun;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "Of a bundle; - for stdin; asked when absent.")
    private @Nullable Path passphraseFile;

    @ArgGroup(exclusive = false, heading = "From a running Vault or OpenBao (read only):%n")
    private @Nullable VaultOptions vault;

    @Override
    int run(FortClient client) {
        if (!List.of("refuse", "skip", "write").contains(onConflict)) {
            throw new Misuse("--on-conflict is refuse, skip or write");
        }
        Import work = new Import(surroundings(), client, output(), mount, onConflict, dryRun);
        VaultOptions source = vault;
        if (source != null) {
            return work.all(source.entries(surroundings(), to == null ? "" : to));
        }
        Path from = file;
        if (from == null) {
            throw new Misuse("say what to import: a FILE, or --from-vault URL");
        }
        byte[] content = new Inputs(surroundings()).file(from);
        ImportFormat kind = ImportFormat.of(format, from);
        if (kind == ImportFormat.BUNDLE) {
            return work.bundle(
                    content, to, new Inputs(surroundings()).secret(passphraseFile, "Passphrase of the bundle"));
        }
        return work.all(kind.entries(content, to == null ? "" : to));
    }
}
