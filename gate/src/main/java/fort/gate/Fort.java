package fort.gate;

import fort.domain.EnvironmentName;
import fort.domain.Fault;
import fort.identity.Credential;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All environments that this process serves, side by side. It knows which chamber a request is for, and nothing of
/// what is inside one.
public final class Fort implements AutoCloseable {
    private final Map<EnvironmentName, Chamber> chambers = new TreeMap<>();
    private final Chamber defaultChamber;
    private final Gate gate;

    /// Opens each chamber; those with a seal that keeps their root key unseal themselves.
    ///
    /// @throws Fault with CONFIGURATION when two environments share a root key or a store, or a code that says why
    ///     a chamber cannot be opened
    public static Fort open(
            List<EnvironmentSettings> environments, EnvironmentName defaultEnvironment, Surroundings surroundings) {
        return new Fort(environments, defaultEnvironment, surroundings);
    }

    private Fort(
            List<EnvironmentSettings> environments, EnvironmentName defaultEnvironment, Surroundings surroundings) {
        try {
            for (EnvironmentSettings settings : environments) {
                Chamber chamber = new Chamber(settings, surroundings);
                if (chambers.put(settings.name(), chamber) != null) {
                    throw new Fault(Fault.Code.CONFIGURATION, "an environment is named twice: " + settings.name(), "");
                }
            }
            Chamber chosen = chambers.get(defaultEnvironment);
            if (chosen == null) {
                throw new Fault(
                        Fault.Code.CONFIGURATION,
                        "the default environment " + defaultEnvironment + " is not served",
                        "");
            }
            defaultChamber = chosen;
            // At once: each checks its own log, and a start is something people wait for.
            chambers.values().parallelStream().forEach(Chamber::unsealItself);
            requireOwnKeys();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
        gate = new Gate(this, surroundings.clock(), new Handlers(this, surroundings), new Throttle(this, surroundings));
    }

    public Gate gate() {
        return gate;
    }

    public Collection<Chamber> chambers() {
        return List.copyOf(chambers.values());
    }

    /// To be called about each second by the assembly's scheduler. One chamber's fault does not keep the others
    /// waiting.
    public void tick() {
        each(Chamber::tick);
        gate.tick();
    }

    /// To be called now and then by a thread of the platform's: it may take long, and a virtual one would keep a
    /// carrier from the requests.
    public void maintain() {
        each(Chamber::maintain);
    }

    /// To be called about each half minute by a thread of its own: housekeeping of each chamber.
    public void upkeep() {
        each(Chamber::upkeep);
    }

    private void each(Consumer<Chamber> work) {
        Fault first = null;
        for (Chamber chamber : chambers.values()) {
            try {
                work.accept(chamber);
            } catch (Fault fault) {
                first = first == null ? fault : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    public @Nullable Chamber chamber(EnvironmentName environment) {
        return chambers.get(environment);
    }

    public Chamber defaultChamber() {
        return defaultChamber;
    }

    /// The chamber whose mounts a request is spelled against. What the request may do there, the gate says.
    public Chamber chamberFor(Request request) {
        return switch (route(request)) {
            case Route.To(Chamber chamber) -> chamber;
            case Route.Crossing crossing -> crossing.to();
            case Route.Nowhere(Chamber recorder) -> recorder;
        };
    }

    /// Begins to watch secrets of a mount. It tells that something changed; what, is asked of the gate by
    /// [SecretOperation.Changed], which decides and records.
    ///
    /// @return null while sealed, without such a mount, or with too many watchers
    public @Nullable Subscription subscribe(Request request, String mountPath, List<String> watched) {
        Interior open = chamberFor(request).interior();
        Mount mount = open == null ? null : open.mounts().at(false, mountPath);
        return open == null || mount == null ? null : open.changes().subscribe(mount.id(), watched);
    }

    /// Where a request belongs, by what it names and by what its token says of itself. The token is not believed
    /// here: the chamber will
    /// authenticate it; but a token that says "production" towards development is a crossing whether it is valid or
    /// not.
    Route route(Request request) {
        EnvironmentName written =
                request.credential() instanceof Credential.Token(var value) ? Identities.environmentOf(value) : null;
        Chamber home = written == null ? null : chambers.get(written);
        EnvironmentName named = request.environment();
        if (named == null) {
            return new Route.To(home == null ? defaultChamber : home);
        }
        Chamber target = chambers.get(named);
        if (target == null) {
            return new Route.Nowhere(home == null ? defaultChamber : home);
        }
        return home == null || home == target ? new Route.To(target) : new Route.Crossing(home, target);
    }

    /// For a token that is worth nothing in `target` and does not say whose it is (a chosen id): the other chamber
    /// that knows it, or null.
    @Nullable
    Chamber homeOf(Request request, Chamber target, Instant now) {
        for (Chamber chamber : chambers.values()) {
            if (chamber != target && chamber.knows(request, now)) {
                return chamber;
            }
        }
        return null;
    }

    private void requireOwnKeys() {
        Map<String, EnvironmentName> seen = new TreeMap<>();
        for (Chamber chamber : chambers.values()) {
            String commitment = chamber.rootKeyCommitment();
            if (commitment.isEmpty()) {
                continue;
            }
            EnvironmentName other = seen.put(commitment, chamber.environment());
            if (other != null) {
                throw new Fault(
                        Fault.Code.CONFIGURATION,
                        "environments " + other + " and " + chamber.environment() + " have the same root key",
                        "give each environment a key of its own");
            }
        }
    }

    @Override
    public void close() {
        for (Chamber chamber : chambers.values()) {
            chamber.close();
        }
    }

    sealed interface Route {
        record To(Chamber chamber) implements Route {}

        record Crossing(Chamber from, Chamber to) implements Route {}

        record Nowhere(Chamber recorder) implements Route {}
    }
}
