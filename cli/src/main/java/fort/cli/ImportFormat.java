package fort.cli;

import fort.wire.SecretJson;
import fort.wire.Secrets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The kinds of file that can be imported.
enum ImportFormat {
    ENV,
    JSON,
    YAML,
    BUNDLE;

    static ImportFormat of(@Nullable String named, Path file) {
        String name = named == null ? ending(file) : named;
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "env" -> ENV;
            case "json" -> JSON;
            case "yaml", "yml" -> YAML;
            case "bundle" -> BUNDLE;
            default -> throw new Misuse("the format is not known; give --format env, json, yaml or bundle");
        };
    }

    private static String ending(Path file) {
        String name = file.toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /// @param to the path that the file's own fields become, and that its folders begin below; may be empty
    List<Secrets.ImportEntry> entries(byte[] content, String to) {
        return switch (this) {
            case ENV -> List.of(entry(to, "", DotEnv.read(Inputs.requireText(content, "the file"))));
            case JSON -> SecretTree.entries(SecretTree.json(content), to);
            case YAML -> SecretTree.entries(SecretTree.yaml(content), to);
            case BUNDLE -> throw new IllegalStateException("a bundle is opened by the server");
        };
    }

    static Secrets.ImportEntry entry(String to, String path, SecretJson value) {
        String whole = to.isEmpty() || path.isEmpty() ? to + path : to + "/" + path;
        if (whole.isEmpty()) {
            throw new Misuse("these fields belong to no path; give --to PATH");
        }
        return new Secrets.ImportEntry(whole, value, null, null, null, null, null);
    }
}
