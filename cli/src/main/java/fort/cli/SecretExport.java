package fort.cli;

import fort.client.FortClient;
import fort.wire.SecretText;
import fort.wire.Secrets;
import fort.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Write secrets into a bundle sealed under a passphrase.
@Command(name = "export", description = "Write secrets into a bundle sealed under a passphrase.")
final class SecretExport extends ClientCommand {
    @Parameters(paramLabel = "PREFIX", index = "0", arity = "0..1", description = "Names below it; all when absent.")
    private String prefix = "";

    @Option(names = "--mount", paramLabel = "MOUNT", description = "Where the secrets live; 'secret' when absent.")
    private @Nullable String mount;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "Where the passphrase is; - for stdin; asked when absent.")
    private @Nullable Path passphraseFile;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The bundle; must not exist.")
    private Path file = Path.of("");

    @Override
    int run(FortClient client) {
        SecretText passphrase = new Inputs(surroundings()).newSecret(passphraseFile, "Passphrase of the bundle");
        Secrets.Bundle bundle =
                client.secrets().export(new Secrets.Export(mount, prefix.isEmpty() ? null : prefix, passphrase));
        passphrase.wipe();
        PrivateFiles.create(file, new WireJson().writeIndented(bundle).getBytes(StandardCharsets.UTF_8));
        output().note("sealed into " + file);
        return ExitCode.OK;
    }
}
