package fort.cli;

import fort.client.Settings;
import fort.client.VaultSource;
import fort.wire.SecretJson;
import fort.wire.SecretText;
import fort.wire.Secrets;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which tree of which other server to import. Its token comes from VAULT_TOKEN, or from stdin: never from
/// an argument.
final class VaultOptions {
    @Option(names = "--from-vault", paramLabel = "URL", required = true, description = "The other server.")
    private URI address = URI.create("");

    @Option(names = "--vault-mount", paramLabel = "MOUNT", description = "Its key-value mount; 'secret' when absent.")
    private String mount = "secret";

    @Option(names = "--vault-prefix", paramLabel = "PREFIX", description = "Only names below it.")
    private String prefix = "";

    @Option(names = "--vault-namespace", paramLabel = "NAME", description = "Its namespace.")
    private @Nullable String namespace;

    @Option(names = "--vault-ca-file", paramLabel = "FILE", description = "Certificates its own must lead to.")
    private @Nullable Path caFile;

    @Option(names = "--vault-token-stdin", description = "Read its token from stdin, not from VAULT_TOKEN.")
    private boolean tokenFromStdin;

    List<Secrets.ImportEntry> entries(Surroundings surroundings, String to) {
        Settings settings =
                new Settings(address, namespace, token(surroundings), caFile, null, Settings.TIMEOUT_DEFAULT);
        List<Secrets.ImportEntry> entries = new ArrayList<>();
        try (VaultSource source = VaultSource.connect(settings, mount);
                Progress progress = new Progress(surroundings, "reading")) {
            for (String path : source.paths(prefix)) {
                SecretJson value = source.read(path);
                if (value != null) {
                    entries.add(ImportFormat.entry(to, path, value));
                }
                progress.at(entries.size());
            }
        }
        return entries;
    }

    private SecretText token(Surroundings surroundings) {
        if (tokenFromStdin) {
            return new Inputs(surroundings).stdinLine();
        }
        String token = surroundings.variables().get("VAULT_TOKEN");
        if (token == null || token.isBlank()) {
            throw new Misuse(
                    "the other server's token is expected in VAULT_TOKEN, or on stdin with --vault-token-stdin");
        }
        return SecretText.of(token.strip().toCharArray());
    }
}
