package fort.gate;

import fort.access.Capability;
import fort.domain.Refusal;
import fort.store.Change;
import fort.store.Collection;
import fort.store.Rows;
import fort.store.Store;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Alerts, the state of an environment, and the health check's round trip.
final class WatchHandlers implements Handler<WatchOperation<?>> {
    private static final Collection<byte[]> CANARY = new Collection<>("canary", fort.store.Codec.bytes(), true, false);
    private static final String CANARY_KEY = "this";

    /// Collections that change with every act and are no state of the environment's own.
    private static final List<String> NOT_STATE = List.of("log_", "canary", "alert", "consumer");

    @Override
    public Demand demand(Act act, WatchOperation<?> operation) {
        return switch (operation) {
            case WatchOperation.ListAlerts _ -> Demand.needs("sys/alerts", Capability.LIST);
            case WatchOperation.AcknowledgeAlert o -> Demand.needs("sys/alerts/" + o.id(), Capability.UPDATE);
            case WatchOperation.StateDigest _ -> Demand.needs("sys/digest", Capability.READ);
            case WatchOperation.EnvironmentStatus _ -> Demand.needs("sys/environment", Capability.READ);
            case WatchOperation.SignReport _ -> Demand.needs("sys/isolation", Capability.UPDATE);
            case WatchOperation.AlertDelivered _,
                    WatchOperation.AlertTaken _,
                    WatchOperation.AlertFailed _,
                    WatchOperation.CanaryRoundTrip _ -> Demand.INTERNAL;
        };
    }

    @Override
    public Plan<?> plan(Act act, WatchOperation<?> operation) {
        return switch (operation) {
            case WatchOperation.ListAlerts o -> list(act, o);
            case WatchOperation.AcknowledgeAlert o -> acknowledge(act, o.id());
            case WatchOperation.StateDigest _ -> Plan.done(digest(act));
            case WatchOperation.EnvironmentStatus _ -> Plan.done(status(act));
            case WatchOperation.SignReport o -> Plan.done(act.interior().signReport(o.report()));
            case WatchOperation.AlertDelivered o -> changed(act, o.id(), alert -> alert.delivered(act.now()));
            case WatchOperation.AlertTaken o -> changed(act, o.id(), alert -> alert.taken(o.channel()));
            case WatchOperation.AlertFailed o ->
                changed(act, o.id(), alert -> alert.later(o.nextAttemptTime(), o.error()));
            case WatchOperation.CanaryRoundTrip _ -> canary(act);
        };
    }

    private static Plan<?> list(Act act, WatchOperation.ListAlerts operation) {
        List<WatchOperation.AlertView> views = new ArrayList<>();
        String after = operation.after();
        while (views.size() < operation.limit()) {
            List<Rows.Entry<Alerts.Alert>> chunk = act.interior().alerts().list(after, 500);
            for (Rows.Entry<Alerts.Alert> entry : chunk) {
                after = entry.key();
                if (!operation.onlyOpen() || entry.value().acknowledgedTime() == null) {
                    views.add(view(entry));
                }
                if (views.size() == operation.limit()) {
                    break;
                }
            }
            if (chunk.size() < 500) {
                break;
            }
        }
        return Plan.done(views);
    }

    static WatchOperation.AlertView view(Rows.Entry<Alerts.Alert> entry) {
        Alerts.Alert alert = entry.value();
        return new WatchOperation.AlertView(
                entry.key(),
                alert.kind(),
                alert.summary(),
                alert.principal(),
                alert.source(),
                alert.operation(),
                alert.path(),
                alert.requestId(),
                alert.count(),
                alert.createdTime(),
                alert.attempts(),
                alert.deliveredTime(),
                alert.acknowledgedTime(),
                alert.acknowledgedBy(),
                alert.lastError(),
                alert.takenBy());
    }

    private static Plan<?> acknowledge(Act act, String id) {
        return changed(
                act, id, alert -> alert.acknowledged(act.now(), act.caller().principal()));
    }

    private static Plan<?> changed(Act act, String id, UnaryOperator<Alerts.Alert> change) {
        Optional<Rows.Entry<Alerts.Alert>> found = act.interior().alerts().find(id);
        if (found.isEmpty()) {
            return Plan.refused(Refusal.Reason.NOT_FOUND, "no such alert");
        }
        Alerts.Alert changed = change.apply(found.get().value());
        return Plan.done(List.of(act.interior().alerts().replace(found.get(), changed)));
    }

    /// SHA-256 over every row of the environment but its log, in key order: collection, key and bytes, each with
    /// its length.
    private static WatchOperation.DigestView digest(Act act) {
        MessageDigest sha256 = sha256();
        Store store = act.interior().rows().store();
        long rows = 0;
        for (String collection : store.collections().stream().sorted().toList()) {
            if (NOT_STATE.stream().anyMatch(collection::startsWith)) {
                continue;
            }
            String after = "";
            while (true) {
                List<Store.Row> chunk = store.scan(collection, "", after, 1_000);
                for (Store.Row row : chunk) {
                    add(sha256, collection.getBytes(StandardCharsets.UTF_8));
                    add(sha256, row.key().getBytes(StandardCharsets.UTF_8));
                    add(sha256, row.bytes());
                    after = row.key();
                    rows++;
                }
                if (chunk.size() < 1_000) {
                    break;
                }
            }
        }
        return new WatchOperation.DigestView(HexFormat.of().formatHex(sha256.digest()), rows, act.now());
    }

    private static void add(MessageDigest digest, byte[] part) {
        digest.update(java.nio.ByteBuffer.allocate(4).putInt(part.length).array());
        digest.update(part);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static WatchOperation.StatusView status(Act act) {
        Interior interior = act.interior();
        Store store = interior.rows().store();
        return new WatchOperation.StatusView(
                interior.environment().value(),
                false,
                store.count(SecretHandlers.HEADS.name()),
                store.count("token"),
                interior.log().size(),
                store.location(),
                interior.mounts().all(false).stream().map(Mount::path).toList());
    }

    /// Writes a canary; that it can be read and opened again is asked after the commit, so the answer is a real
    /// round trip.
    private static Plan<?> canary(Act act) {
        byte[] nonce = new byte[32];
        act.interior().random().nextBytes(nonce);
        Change put = act.interior().rows().put(CANARY, CANARY_KEY, nonce, Change.ANY);
        return Plan.done(act.interior().log().size(), List.of(put)).after(() -> {
            byte[] read = act.interior()
                    .rows()
                    .get(CANARY, CANARY_KEY)
                    .map(Rows.Entry::value)
                    .orElseGet(() -> new byte[0]);
            if (!MessageDigest.isEqual(read, nonce)) {
                throw new fort.domain.Fault(
                        fort.domain.Fault.Code.INTEGRITY, "the canary did not come back as written", "health check");
            }
        });
    }
}
