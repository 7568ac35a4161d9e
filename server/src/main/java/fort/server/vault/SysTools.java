package fort.server.vault;

import fort.domain.SecretValue;
import fort.gate.ToolOperation;
import java.util.Map;

/// `sys/tools`, the record's own facts, and small questions about the server.
final class SysTools {
    private static final int RANDOM_BYTES = 32;

    Answer answer(Call call, String path) {
        String[] parts = path.split("/");
        return switch (parts[0]) {
            case "tools" -> parts.length > 1 ? tool(call, parts) : call.unsupportedPath();
            case "audit" -> audit(call, path);
            case "audit-hash" -> parts.length > 1 ? auditHash(call, parts[1]) : call.unsupportedPath();
            case "config" -> config(call, path);
            case "replication" ->
                path.equals("replication/status")
                        ? information(call, path, Map.of("dr", mode(), "performance", mode()))
                        : call.unsupportedPath();
            default -> call.unsupportedPath();
        };
    }

    private static Map<String, String> mode() {
        return Map.of("mode", "disabled");
    }

    private static Answer information(Call call, String path, Map<String, ?> data) {
        return call.verb() == Verb.READ
                ? call.ask(new ToolOperation.ReadInformation("sys/" + path, false), _ -> Answer.repeated(data))
                : call.unsupportedVerb();
    }

    private static Answer config(Call call, String path) {
        return switch (path) {
            case "config/cors" -> information(call, path, Map.of("enabled", false));
            case "config/state/sanitized" ->
                call.verb() == Verb.READ
                        ? call.ask(
                                new ToolOperation.ReadInformation("sys/" + path, false),
                                _ -> Answer.data(Fields.of(
                                        "cluster_name",
                                        "",
                                        "default_lease_ttl",
                                        0,
                                        "max_lease_ttl",
                                        0,
                                        "storage",
                                        Map.of("type", "fort"))))
                        : call.unsupportedVerb();
            default -> call.unsupportedPath();
        };
    }

    private static Answer tool(Call call, String[] parts) {
        if (!parts[1].equals("random") && !parts[1].equals("hash")) {
            return call.unsupportedPath();
        }
        if (call.verb() != Verb.WRITE) {
            return call.unsupportedVerb();
        }
        return parts[1].equals("random") ? random(call, parts) : hash(call, parts);
    }

    private static Answer random(Call call, String[] parts) {
        Body body = call.body();
        String inPath = parts[parts.length - 1];
        int bytes = body.integer("bytes", RANDOM_BYTES);
        if (parts.length > 2 && !inPath.equals("platform") && !inPath.equals("all") && !inPath.equals("seal")) {
            try {
                bytes = Integer.parseInt(inPath);
            } catch (NumberFormatException e) {
                throw BadCall.of("error parsing url-set byte count: it is not a number");
            }
        }
        String format = body.text("format", "base64");
        return call.ask(
                new ToolOperation.RandomBytes(bytes, format), made -> Answer.data(Map.of("random_bytes", made), made));
    }

    private static Answer hash(Call call, String[] parts) {
        Body body = call.body();
        String algorithm = parts.length > 2 ? parts[2] : body.text("algorithm", "sha2-256");
        String format = body.text("format", "hex");
        try (SecretValue given = body.secret("input");
                SecretValue input = SecretForms.fromBase64(given)) {
            return call.ask(new ToolOperation.Hash(input, algorithm, format), sum -> Answer.data(Map.of("sum", sum)));
        }
    }

    /// Fort's record is not a device that can be switched: there is one, always, and it is named `fort`.
    private static Answer audit(Call call, String path) {
        if (!path.equals("audit")) {
            return call.verb() == Verb.WRITE || call.verb() == Verb.DELETE
                    ? call.unknown(false, Answer.error(400, "the record is always on: audit devices cannot be changed"))
                    : call.unsupportedVerb();
        }
        return information(
                call,
                path,
                Map.of(
                        "fort/",
                        Fields.of(
                                "description", "the environment's record",
                                "local", false,
                                "options", Map.of(),
                                "path", "fort/",
                                "type", "fort")));
    }

    private static Answer auditHash(Call call, String device) {
        if (call.verb() != Verb.WRITE) {
            return call.unsupportedVerb();
        }
        SecretValue input = call.body().secret("input");
        if (input == null) {
            return call.unknown(false, Answer.error(400, "the \"input\" parameter is empty"));
        }
        try (input) {
            return device.equals("fort")
                    ? call.ask(new ToolOperation.AuditHash(input), hash -> Answer.repeated(Map.of("hash", hash)))
                    : call.unknown(false, Answer.error(400, "unknown audit backend \"" + device + "/\""));
        }
    }
}
