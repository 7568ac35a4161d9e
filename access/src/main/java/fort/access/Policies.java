package fort.access;

import fort.domain.InvalidName;
import fort.domain.Names;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.store.Change;
import fort.store.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The policies of one environment. Reads rows; describes changes and never writes.
///
/// `root` and `response-wrapping` exist always and cannot be changed; `default` exists always, can be changed, and
/// cannot be deleted. Names are lowercased before they are looked at.
public final class Policies {
    public static final String ROOT = "root";
    public static final String DEFAULT = "default";
    public static final String RESPONSE_WRAPPING = "response-wrapping";

    /// The most policies of one environment.
    public static final int POLICIES_MAX = 10_000;

    private final Rows rows;

    public Policies(Rows rows) {
        this.rows = rows;
    }

    /// Sorted; holds `default` and `root`, but not `response-wrapping`, as on OpenBao.
    public List<String> names() {
        TreeSet<String> names = new TreeSet<>(List.of(DEFAULT, ROOT));
        rows.scan(PolicyRow.ROWS, "", "", POLICIES_MAX).forEach(entry -> names.add(entry.key()));
        return List.copyOf(names);
    }

    /// The policy of that name in any case; `root` has an empty text.
    public Optional<Policy> find(String name) {
        String canonical = name.toLowerCase(Locale.ROOT);
        return source(canonical).policy(canonical);
    }

    /// What there is under a canonical name now, not yet parsed.
    PolicySource source(String name) {
        return switch (name) {
            case ROOT -> PolicySource.BUILT_IN_ROOT;
            case RESPONSE_WRAPPING -> PolicySource.BUILT_IN_WRAPPING;
            default ->
                rows.get(PolicyRow.ROWS, name)
                        .map(PolicySource::of)
                        .orElse(name.equals(DEFAULT) ? PolicySource.BUILT_IN_DEFAULT : PolicySource.NONE);
        };
    }

    /// [PolicySource#revision] of [#source].
    long revision(String name) {
        return switch (name) {
            case ROOT -> PolicySource.BUILT_IN_ROOT.revision();
            case RESPONSE_WRAPPING -> PolicySource.BUILT_IN_WRAPPING.revision();
            default -> {
                Rows.Entry<PolicyRow> entry = rows.get(PolicyRow.ROWS, name).orElse(null);
                if (entry != null) {
                    yield entry.revision();
                }
                yield name.equals(DEFAULT) ? PolicySource.BUILT_IN_DEFAULT.revision() : 0;
            }
        };
    }

    /// Creates or replaces.
    public Outcome<List<Change>> put(String name, String text, Instant now) {
        String canonical = name.toLowerCase(Locale.ROOT);
        Refusal refusal = refusal("update", canonical);
        if (refusal != null) {
            return Outcome.refused(refusal);
        }
        if (text.isEmpty()) {
            return Outcome.refused(Refusal.Reason.INVALID_REQUEST, "'policy' parameter not supplied or empty");
        }
        Optional<Rows.Entry<PolicyRow>> stored = rows.get(PolicyRow.ROWS, canonical);
        if (stored.isEmpty() && rows.store().count(PolicyRow.ROWS.name()) >= POLICIES_MAX) {
            return Outcome.refused(
                    Refusal.Reason.LIMIT_EXCEEDED, "an environment has at most " + POLICIES_MAX + " policies");
        }
        return switch (Policy.parse(canonical, text)) {
            case Outcome.Refused<Policy>(Refusal because) -> Outcome.refused(because);
            case Outcome.Done<Policy> parsed ->
                Outcome.done(List.of(rows.put(
                        PolicyRow.ROWS,
                        canonical,
                        new PolicyRow(text, now),
                        stored.map(Rows.Entry::revision).orElse(Change.ABSENT))));
        };
    }

    /// Deleting what is not there succeeds with no change.
    public Outcome<List<Change>> delete(String name) {
        String canonical = name.toLowerCase(Locale.ROOT);
        if (canonical.equals(DEFAULT)) {
            return Outcome.refused(Refusal.Reason.INVALID_REQUEST, "cannot delete default policy");
        }
        Refusal refusal = refusal("delete", canonical);
        if (refusal != null) {
            return Outcome.refused(refusal);
        }
        return Outcome.done(rows.get(PolicyRow.ROWS, canonical)
                .map(entry -> List.of(rows.delete(PolicyRow.ROWS, canonical, entry.revision())))
                .orElse(List.of()));
    }

    private static @Nullable Refusal refusal(String act, String canonical) {
        if (canonical.equals(ROOT) || canonical.equals(RESPONSE_WRAPPING)) {
            return new Refusal(Refusal.Reason.INVALID_REQUEST, "cannot " + act + " \"" + canonical + "\" policy");
        }
        try {
            Names.requireSimple("policy", canonical);
            return null;
        } catch (InvalidName e) {
            return new Refusal(Refusal.Reason.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    /// Those of `policies` that name no policy and no role: for Vault's warning at token creation.
    public List<String> unknown(List<String> policies) {
        Roles roles = new Roles(rows);
        return policies.stream()
                .filter(name -> name.startsWith(Role.PREFIX)
                        ? roles.find(name.substring(Role.PREFIX.length())).isEmpty()
                        : !source(name.toLowerCase(Locale.ROOT)).exists())
                .toList();
    }
}
