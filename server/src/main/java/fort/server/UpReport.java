package fort.server;

import java.nio.file.Path;
import java.util.List;

/// What `fort up` prints: one JSON object for scripts, or the next steps for a person.
final class UpReport {
    private UpReport() {}

    /// The names in it are canonical and the tokens base64url, so nothing but paths needs escaping.
    static String json(Running running, List<Up.Ready> ready) {
        StringBuilder json = new StringBuilder("{\"address\":\"")
                .append(running.address())
                .append("\",\"ca_file\":")
                .append(running.authority().map(UpReport::text).orElse("null"))
                .append(",\"pid\":")
                .append(running.pid())
                .append(",\"environments\":[");
        for (int i = 0; i < ready.size(); i++) {
            Up.Ready one = ready.get(i);
            json.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"")
                    .append(one.environment())
                    .append("\",\"namespace\":\"")
                    .append(one.environment())
                    .append("\",\"token\":\"")
                    .append(one.token())
                    .append("\"}");
        }
        return json.append("]}").toString();
    }

    private static String text(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static String text(Running running, List<Up.Ready> ready) {
        String trust = running.authority()
                .map(path -> "Its certificate is signed by a local authority. To trust it here:\n  export FORT_CACERT="
                        + path + "\n"
                        + "For this machine as a whole, as root:\n  cp " + path
                        + " /usr/local/share/ca-certificates/fort.crt && update-ca-certificates\n\n")
                .orElse("");
        StringBuilder tokens = new StringBuilder();
        for (Up.Ready one : ready) {
            tokens.append("  ")
                    .append(one.environment())
                    .append("  ")
                    .append(one.token())
                    .append('\n');
        }
        String seen = ready.isEmpty() ? "" : FirstSecret.writtenAndRead(running, ready.getFirst());
        String first = ready.isEmpty() ? "" : ready.getFirst().environment().value();
        return """
               Fort serves at %s
               %s

               %sAdministrator tokens, one hour each, shown this once:
               %s
               Next:
                 export FORT_ADDR=%s FORT_ENVIRONMENT=%s
                 ./fort login                       paste a token from above
                 ./fort secret put app/db password  write a secret; it asks for the value
                 ./fort secret get app/db           read it back
               """.formatted(running.address(), seen, trust, tokens, running.address(), first);
    }
}
