package fort.identity;

import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.Reveal;
import fort.domain.SecretValue;
import fort.store.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes tokens: fills in a [TokenEntry] by Vault's rules and describes its rows. The refusals' texts are the
/// ones Vault's clients know.
final class TokenCreation {
    private final TokenRows rows;
    private final TokenText text;
    private final TokenLimits limits;

    TokenCreation(TokenRows rows, TokenText text, TokenLimits limits) {
        this.rows = rows;
        this.text = text;
        this.limits = limits;
    }

    Outcome<Issued> child(
            TokenRequest request,
            Rows.Entry<TokenEntry> parentRow,
            boolean sudo,
            @Nullable TokenRole role,
            Instant now) {
        TokenEntry parent = parentRow.value();
        boolean privileged = sudo || parent.hasRoot();
        Optional<String> objection = objection(request, parent, privileged, role);
        if (objection.isPresent()) {
            return refused(objection.get());
        }
        return switch (TokenPolicies.of(request, parent, privileged, role)) {
            case Outcome.Refused<List<String>> no -> Outcome.refused(no.refusal());
            case Outcome.Done<List<String>> policies -> child(request, parent, policies.value(), role, now);
        };
    }

    private Optional<String> objection(
            TokenRequest request, TokenEntry parent, boolean privileged, @Nullable TokenRole role) {
        if (parent.usesLeft() != 0) {
            return Optional.of("restricted use token cannot generate child tokens");
        }
        if (request.id() != null && !privileged) {
            return Optional.of("root or sudo privileges required to specify token id");
        }
        if (request.id() != null && !TokenText.allowsAsCustom(request.id())) {
            return Optional.of("custom token ID cannot have the 'hvs.' prefix, a '.' or white space");
        }
        if (request.noParent() && !request.orphanPath() && !privileged && (role == null || !role.orphan())) {
            return Optional.of("root or sudo privileges required to create orphan token");
        }
        if (request.periodSeconds() > 0
                && !privileged
                && (role == null || role.token().periodSeconds() == 0)) {
            return Optional.of("root or sudo privileges required to create periodic token");
        }
        if (rows.generation(parent) >= TokenRows.GENERATIONS_MAX) {
            return Optional.of("at most " + TokenRows.GENERATIONS_MAX + " generations of tokens");
        }
        return Optional.empty();
    }

    private Outcome<Issued> child(
            TokenRequest request, TokenEntry parent, List<String> policies, @Nullable TokenRole role, Instant now) {
        TokenParameters ofRole = role == null ? TokenParameters.NONE : role.token();
        long period = TokenTimes.smaller(request.periodSeconds(), ofRole.periodSeconds());
        long explicitMax = TokenTimes.smaller(request.explicitMaxTtlSeconds(), ofRole.explicitMaxTtlSeconds());
        boolean endless =
                policies.contains(PolicyNames.ROOT) && request.ttlSeconds() == 0 && period == 0 && explicitMax == 0;
        if (endless && parent.expires() != null) {
            return refused("expiring root tokens cannot create non-expiring root tokens");
        }
        boolean orphan = request.noParent() || request.orphanPath() || (role != null && role.orphan());
        boolean renewable = (request.renewable() == null || request.renewable()) && (role == null || role.renewable());
        Draft draft = new Draft();
        draft.policies = policies;
        draft.path = path(request, role);
        draft.meta = request.meta();
        draft.displayName = displayName(request.displayName());
        draft.principal = principal(request, parent, role);
        draft.usesLeft = (int) TokenTimes.smaller(request.numUses(), ofRole.numUses());
        draft.parent = orphan ? "" : parent.id();
        draft.explicitMax = explicitMax;
        draft.period = period;
        draft.role = role == null ? "" : role.name();
        draft.renewable = renewable;
        // What binds the maker binds what he makes, unless a role says where its tokens may be used.
        draft.boundCidrs = ofRole.boundCidrs().isEmpty() ? parent.boundCidrs() : ofRole.boundCidrs();
        draft.limits = limits;
        draft.wanted = request.ttlSeconds();
        draft.endless = endless;
        SecretValue token = request.id() == null
                ? text.fresh()
                : SecretValue.copyOf(request.id().reveal(Reveal.granted()));
        if (request.id() != null && text.id(token).flatMap(rows::token).isPresent()) {
            token.close();
            return refused("cannot create a token with a duplicate ID");
        }
        return Outcome.done(issue(token, draft, now));
    }

    Issued login(Grant grant, Instant now) {
        TokenParameters parameters = grant.token();
        List<String> policies = new ArrayList<>(parameters.policies());
        policies.remove(PolicyNames.ROOT); // no auth method makes root tokens, whatever its rows say
        Draft draft = new Draft();
        draft.policies = PolicyNames.withDefault(policies, parameters.noDefaultPolicy());
        draft.path = grant.path();
        draft.meta = grant.meta();
        draft.displayName = grant.displayName();
        draft.principal = grant.principal();
        draft.method = grant.method();
        draft.usesLeft = parameters.numUses();
        draft.explicitMax = parameters.explicitMaxTtlSeconds();
        draft.period = parameters.periodSeconds();
        draft.renewable = true;
        draft.boundCidrs = parameters.boundCidrs();
        draft.limits = limits.within(grant.mount());
        draft.ownMax = parameters.maxTtlSeconds();
        draft.wanted = parameters.ttlSeconds();
        return issue(text.fresh(), draft, now);
    }

    Issued root(@Nullable SecretValue id, long ttlSeconds, Instant now) {
        Draft draft = new Draft();
        draft.policies = List.of(PolicyNames.ROOT);
        draft.path = "auth/token/root";
        draft.displayName = "root";
        draft.principal = "root";
        draft.limits = limits;
        draft.wanted = ttlSeconds;
        draft.endless = ttlSeconds == 0;
        return issue(id == null ? text.fresh() : id, draft, now);
    }

    Issued wrapping(String creationPath, long ttlSeconds, Instant now) {
        Draft draft = new Draft();
        draft.kind = TokenEntry.Kind.WRAPPING;
        draft.policies = List.of("response-wrapping");
        draft.path = creationPath;
        draft.displayName = "wrapping";
        draft.principal = "wrapping";
        draft.usesLeft = 1;
        draft.limits = limits;
        draft.wanted = ttlSeconds;
        draft.explicitMax = ttlSeconds;
        return issue(text.fresh(), draft, now);
    }

    private Issued issue(SecretValue token, Draft draft, Instant now) {
        TokenEntry entry = draft.entry(text.id(token).orElseThrow(), text.accessor(), rows.epoch(), now);
        return new Issued(token, entry, rows.added(entry), draft.times().warnings());
    }

    private static String path(TokenRequest request, @Nullable TokenRole role) {
        if (role == null) {
            return request.orphanPath() ? "auth/token/create-orphan" : "auth/token/create";
        }
        String path = "auth/token/create/" + role.name();
        return role.pathSuffix().isEmpty() ? path : path + "/" + role.pathSuffix();
    }

    private static String displayName(String wanted) {
        if (wanted.isEmpty()) {
            return "token";
        }
        String cut = wanted.length() > 128 ? wanted.substring(0, 128) : wanted;
        return ("token-" + cut.replaceAll("[^a-zA-Z0-9-]", "-")).replaceAll("-+$", "");
    }

    /// A token that root made has a name of its own; whoever else makes one stays responsible for it by his own
    /// name.
    private static String principal(TokenRequest request, TokenEntry parent, @Nullable TokenRole role) {
        if (!parent.hasRoot()) {
            return parent.principal();
        }
        if (role != null) {
            return "token/" + role.name();
        }
        return displayName(request.displayName()).replaceFirst("-", "/");
    }

    private static Outcome<Issued> refused(String message) {
        return Outcome.refused(Refusal.Reason.INVALID_REQUEST, message);
    }

    /// The entry while it is being filled in.
    private static final class Draft {
        TokenEntry.Kind kind = TokenEntry.Kind.SERVICE;
        List<String> policies = List.of();
        String path = "";
        Map<String, String> meta = Map.of();
        String displayName = "";
        String principal = "";
        String method = "token";
        int usesLeft;
        String parent = "";
        long explicitMax;
        long ownMax;
        long period;
        long wanted;
        String role = "";
        boolean renewable;
        boolean endless;
        List<String> boundCidrs = List.of();
        TokenLimits limits = TokenLimits.DEFAULT;

        TokenTimes times() {
            return TokenTimes.of(wanted, period, explicitMax, ownMax, limits, 0);
        }

        TokenEntry entry(String id, String accessor, long epoch, Instant now) {
            long ttl = endless ? 0 : times().ttlSeconds();
            return new TokenEntry(
                    id,
                    accessor,
                    kind,
                    policies,
                    path,
                    meta,
                    displayName,
                    principal,
                    method,
                    usesLeft,
                    parent,
                    now,
                    endless ? null : now.plusSeconds(ttl),
                    ttl,
                    explicitMax,
                    TokenTimes.ownMax(ownMax, limits),
                    period,
                    role,
                    renewable && !endless,
                    null,
                    boundCidrs,
                    epoch);
        }
    }
}
