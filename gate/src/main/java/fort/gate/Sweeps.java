package fort.gate;

import fort.audit.AuditRecord;
import fort.identity.Tokens;
import fort.store.Change;
import fort.store.Rows;
import fort.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Removes what is dead: expired tokens, secret ids and login counters; what only a dead token could read; offers
/// whose
/// hour is over; acknowledged alerts beyond a limit. Nothing here decides whether something may still be used: the
/// gate does, at each use. A sweep only frees room, so it can wait.
///
/// ## The brake
/// Before it removes identities it counts. When too many would go at once (see [Upkeep.Limits]) it removes none and
/// raises an alert: more likely than a mass expiry is a wrong clock. It goes on by itself when the count is normal
/// again, and an operator who knows better has `auth/token/tidy`.
final class Sweeps {
    private static final int PAGE = 1_000;

    /// All of the ledger is looked through so often.
    private static final Duration LEARNED_EVERY = Duration.ofDays(1);

    /// Rows that hold a value are as large as a request may be, so few are in memory at once.
    private static final int VALUES_PAGE = 32;

    private final Interior interior;
    private final Upkeep upkeep;
    private final Upkeep.Limits limits;
    private Instant learnedSwept = Instant.MIN;

    Sweeps(Interior interior, Upkeep upkeep, Upkeep.Limits limits) {
        this.interior = interior;
        this.upkeep = upkeep;
        this.limits = limits;
    }

    /// Plans one page; changes nothing.
    @FunctionalInterface
    private interface Planner {
        Tokens.Tidy plan(String after, int limit, Instant now);
    }

    void run(Instant now) {
        Identities identities = interior.identities();
        braked(now, "tokens", identities.tokens()::tidy);
        braked(now, "secret_ids", identities.appRoles()::tidy);
        braked(now, "login_counters", identities.users()::tidy);
        orphans(now, "cubbyhole");
        orphans(now, "wrapped");
        orphans(now, "wrapping");
        offers(now);
        alerts(now);
        learned(now);
    }

    private void braked(Instant now, String kind, Planner planner) {
        long examined = 0;
        long dead = 0;
        String after = "";
        do {
            Tokens.Tidy page = planner.plan(after, PAGE, now);
            examined += page.examined();
            dead += page.removed();
            after = page.next();
        } while (!after.isEmpty());
        if (dead == 0) {
            return;
        }
        if (dead > limits.brakeCount() && dead * 100 > examined * limits.brakePercent()) {
            brake(now, kind, dead, examined);
        } else {
            remove(now, kind, planner);
        }
    }

    private void brake(Instant now, String kind, long dead, long examined) {
        String summary = dead + " of " + examined + " " + kind
                + " expired at once: nothing was removed; is this server's clock right?";
        AuditRecord record = new AuditRecord(
                now,
                "",
                "tidy.paused",
                "refused",
                "brake",
                "system/tidy",
                "internal",
                "",
                "internal",
                "",
                "sys/tidy/" + kind,
                0,
                "internal",
                Map.of("dead", Long.toString(dead), "examined", Long.toString(examined)));
        interior.log().append(List.of(interior.alerts().raise("mass_expiry", summary, record)), List.of(record));
    }

    private void remove(Instant now, String kind, Planner planner) {
        String after = "";
        do {
            Tokens.Tidy page = planner.plan(after, PAGE, now);
            append(now, kind, page.removed(), page.changes());
            after = page.next();
        } while (!after.isEmpty());
    }

    private void append(Instant now, String kind, int removed, List<Change> changes) {
        if (!changes.isEmpty()) {
            Map<String, String> details = Map.of("kind", kind, "removed", Integer.toString(removed));
            upkeep.append(now, "tidy", "tidy.removed", details, changes);
        }
    }

    /// Rows whose key begins with the id of a token that is no longer there.
    private void orphans(Instant now, String collection) {
        Store store = interior.rows().store();
        String after = "";
        List<Store.Row> page;
        do {
            page = store.scan(collection, "", after, VALUES_PAGE);
            List<Change> changes = new ArrayList<>();
            for (Store.Row row : page) {
                after = row.key();
                int slash = row.key().indexOf('/');
                String token = slash < 0 ? row.key() : row.key().substring(0, slash);
                if (store.get("token", token).isEmpty()) {
                    changes.add(new Change.Delete(collection, row.key(), row.revision()));
                }
            }
            append(now, collection, changes.size(), changes);
        } while (page.size() == VALUES_PAGE);
    }

    /// Values that were offered for a promotion and not applied in time.
    private void offers(Instant now) {
        List<Change> changes = new ArrayList<>();
        for (Rows.Entry<Promotions> row : interior.rows().scan(Promotions.PROMOTIONS, "", "", PAGE)) {
            if (!row.value().finished() && row.value().offerGood(now)) {
                continue;
            }
            interior.rows()
                    .store()
                    .scan(Promotions.VALUES.name(), row.key() + "/", "", Promotions.ITEMS_MAX)
                    .forEach(value ->
                            changes.add(new Change.Delete(Promotions.VALUES.name(), value.key(), value.revision())));
            if (changes.size() >= PAGE) {
                break;
            }
        }
        append(now, "offers", changes.size(), changes);
    }

    /// Readers that nobody declared and that were not seen for long.
    private void learned(Instant now) {
        if (!learnedSwept.equals(Instant.MIN) && now.isBefore(learnedSwept.plus(LEARNED_EVERY))) {
            return;
        }
        learnedSwept = now;
        String after = "";
        List<Rows.Entry<ConsumerEntry>> page;
        do {
            page = interior.rows().scan(Consumers.ROWS, "", after, PAGE);
            after = page.isEmpty() ? after : page.getLast().key();
            List<Change> changes = Consumers.unseenSince(interior.rows(), page, now.minus(Fetches.LEARNED_KEPT));
            append(now, "consumers", changes.size(), changes);
        } while (page.size() == PAGE);
    }

    private void alerts(Instant now) {
        long over = interior.rows().store().count("alert") - limits.alertsMax();
        String after = "";
        List<Rows.Entry<Alerts.Alert>> page = List.of();
        while (over > 0 && (after.isEmpty() || page.size() == PAGE)) {
            page = interior.alerts().list(after, PAGE);
            List<Change> changes = new ArrayList<>();
            for (Rows.Entry<Alerts.Alert> alert : page) {
                after = alert.key();
                if (over > 0 && alert.value().acknowledgedTime() != null) {
                    changes.add(new Change.Delete("alert", alert.key(), alert.revision()));
                    over--;
                }
            }
            append(now, "alerts", changes.size(), changes);
            if (page.isEmpty()) {
                return;
            }
        }
    }
}
