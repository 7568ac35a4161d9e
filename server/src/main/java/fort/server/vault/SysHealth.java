package fort.server.vault;

import fort.gate.SealOperation;
import fort.gate.ToolOperation;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How this environment is: health for load balancers, seal status for everyone. Bare objects, open to all.
final class SysHealth {
    /// The release of Vault whose API this is. Terraform and others ask for it and switch features by it.
    static final String VERSION = "1.18.3";

    private static final String BUILT = "2024-12-16T14:00:53Z";

    private static final Answer LEADER = new Answer.Bare(200, Map.of("ha_enabled", false), List.of());

    private final InstantSource clock;

    SysHealth(InstantSource clock) {
        this.clock = clock;
    }

    Answer answer(Call call, String path) {
        return switch (path) {
            case "health" -> call.verb() == Verb.READ ? health(call) : call.unsupportedVerb();
            case "seal-status" -> call.verb() == Verb.READ ? status(call) : call.unsupportedVerb();
            case "leader" ->
                call.verb() == Verb.READ
                        ? call.ask(new SealOperation.SealStatusQuery(), _ -> LEADER)
                        : call.unsupportedVerb();
            case "ha-status" -> call.verb() == Verb.READ ? nodes(call) : call.unsupportedVerb();
            case "step-down" -> call.verb() == Verb.WRITE ? stepDown(call) : call.unsupportedVerb();
            default -> call.unsupportedPath();
        };
    }

    private Answer health(Call call) {
        for (String name : List.of("activecode", "sealedcode", "uninitcode", "standbycode")) {
            String code = call.query().text(name);
            if (code != null && !code.matches("[1-9][0-9]{2}")) {
                return call.refuse(new Answer.Errors(400, List.of()));
            }
        }
        return call.ask(new SealOperation.SealStatusQuery(), status -> health(call, status));
    }

    private Answer health(Call call, SealOperation.SealStatus status) {
        String replication = status.sealed() ? "unknown" : "disabled";
        Map<String, @Nullable Object> fields = Fields.of(
                "initialized",
                status.initialised(),
                "sealed",
                status.sealed(),
                "standby",
                status.sealed(),
                "performance_standby",
                false,
                "replication_performance_mode",
                replication,
                "replication_dr_mode",
                replication,
                "server_time_utc",
                clock.instant().getEpochSecond(),
                "version",
                VERSION);
        putCluster(fields, call, status);
        return new Answer.Bare(code(call, status), fields, List.of());
    }

    private static int code(Call call, SealOperation.SealStatus status) {
        if (!status.initialised()) {
            return code(call, "uninitcode", 501);
        }
        return status.sealed() ? code(call, "sealedcode", 503) : code(call, "activecode", 200);
    }

    private static int code(Call call, String name, int otherwise) {
        String given = call.query().text(name);
        return given == null ? otherwise : Integer.parseInt(given);
    }

    private static void putCluster(Map<String, @Nullable Object> fields, Call call, SealOperation.SealStatus status) {
        if (!status.sealed()) {
            fields.put("cluster_name", "fort-" + call.chamber().environment());
            fields.put("cluster_id", status.clusterId());
        }
    }

    Answer status(Call call) {
        return call.ask(new SealOperation.SealStatusQuery(), status -> status(call, status));
    }

    Answer status(Call call, SealOperation.SealStatus status) {
        Map<String, @Nullable Object> fields = Fields.of(
                "type", status.type(),
                "initialized", status.initialised(),
                "sealed", status.sealed(),
                "t", status.threshold(),
                "n", status.shares(),
                "progress", status.progress(),
                "nonce", status.nonce(),
                "version", VERSION,
                "build_date", BUILT,
                "migration", false,
                "recovery_seal", !status.type().equals("shamir"),
                "storage_type", "fort");
        putCluster(fields, call, status);
        return new Answer.Bare(200, fields, List.of());
    }

    private Answer nodes(Call call) {
        return call.ask(
                new ToolOperation.ReadInformation("sys/ha-status", false),
                _ -> Answer.repeated(Map.of(
                        "nodes",
                        List.of(Fields.of(
                                "hostname",
                                "fort",
                                "api_address",
                                "",
                                "cluster_address",
                                "",
                                "active_node",
                                true,
                                "last_echo",
                                null,
                                "version",
                                VERSION)))));
    }

    /// There is no other node to step down for; those who may ask get Vault's answer.
    private static Answer stepDown(Call call) {
        return call.unknown(false, Answer.NOTHING);
    }
}
