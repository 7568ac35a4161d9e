package fort.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// No two environments share a name, a folder, a key file or a database, however it is spelled: symbolic links are
/// followed, and a folder inside
/// another's counts as shared. What only the stores themselves can tell (two URLs that lead to one database, two
/// files
/// with one key) is checked
/// again when they are open.
final class Distinct {
    private final Map<String, String> owners = new HashMap<>();
    private final List<Path> folders = new ArrayList<>();

    /// Reports what the environment shares with those that were added before.
    void add(ServerConfig.Environment environment, Section section) {
        String name = environment.name().value();
        if (owners.containsKey("the name " + name)) {
            section.report(
                    section.line("name"), "environment `" + name + "` is declared twice; each needs its own name");
            return;
        }
        for (String claim : claims(environment)) {
            String owner = owners.putIfAbsent(claim, name);
            if (owner != null) {
                section.report(
                        section.line(),
                        "environments `" + owner + "` and `" + name + "` share " + claim + "; each needs its own");
            }
        }
        Path folder = real(environment.folder());
        for (Path other : folders) {
            if (!folder.equals(other) && (folder.startsWith(other) || other.startsWith(folder))) {
                section.report(
                        section.line("folder"),
                        "the `folder` of environment `" + name
                                + "` lies in, or holds, another environment's; put it beside");
            }
        }
        folders.add(folder);
    }

    private static List<String> claims(ServerConfig.Environment environment) {
        List<String> claims = new ArrayList<>();
        claims.add("the name " + environment.name());
        claims.add("the folder " + real(environment.folder()));
        switch (environment.seal()) {
            case ServerConfig.SealKind.KeyFile key ->
                claims.add("the key file " + real(key.folder().resolve(environment.name() + ".key")));
            case ServerConfig.SealKind.Shamir shamir -> {}
        }
        switch (environment.store()) {
            case ServerConfig.StoreKind.Postgresql sql -> {
                claims.add("the database " + database(sql.url()));
                claims.add("the database role " + sql.user() + " of " + server(sql.url()));
            }
            case ServerConfig.StoreKind.Sqlite sqlite -> {}
        }
        return claims;
    }

    /// Without options, and with the usual port said.
    private static String database(String url) {
        int options = url.indexOf('?');
        String plain = (options < 0 ? url : url.substring(0, options)).toLowerCase(Locale.ROOT);
        return plain.replace(":5432/", "/").replace("//127.0.0.1", "//localhost");
    }

    private static String server(String url) {
        String plain = database(url);
        int slash = plain.lastIndexOf('/');
        return slash < 0 ? plain : plain.substring(0, slash);
    }

    /// Follows links as far as the path exists.
    static Path real(Path path) {
        Path existing = path.toAbsolutePath().normalize();
        Path rest = Path.of("");
        while (existing != null && !Files.exists(existing)) {
            rest = existing.getFileName().resolve(rest);
            existing = existing.getParent();
        }
        try {
            return existing == null ? path : existing.toRealPath().resolve(rest).normalize();
        } catch (IOException e) {
            return path;
        }
    }
}
