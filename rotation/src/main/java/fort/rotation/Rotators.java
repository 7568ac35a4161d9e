package fort.rotation;

import fort.rotation.command.CommandRotator;
import fort.rotation.jwt.JwtKeysRotator;
import fort.rotation.mysql.MysqlRotator;
import fort.rotation.postgresql.PostgresqlRotator;
import fort.rotation.random.RandomRotator;
import fort.rotation.redis.RedisRotator;
import fort.rotation.webhook.WebhookRotator;
import fort.rotation.x509.X509Rotator;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/// The kinds of rotators there are. A rotator is made when it is first asked for: a server that has no secret of a
/// kind loads none of its classes.
///
/// Immutable and thread-safe, as rotators are.
public final class Rotators {
    private final Map<String, Supplier<Rotator>> kinds;

    private Rotators(Map<String, Supplier<Rotator>> kinds) {
        this.kinds = Map.copyOf(kinds);
    }

    /// All that Fort brings along, without programs.
    public static Rotators standard(InstantSource clock, SecureRandom random) {
        Map<String, Supplier<Rotator>> kinds = new TreeMap<>();
        kinds.put(RandomRotator.KIND, RandomRotator::new);
        kinds.put("jwt_keys", JwtKeysRotator::new);
        kinds.put("mysql", MysqlRotator::new);
        kinds.put("postgresql", PostgresqlRotator::new);
        kinds.put("redis", RedisRotator::new);
        kinds.put("webhook", WebhookRotator::new);
        kinds.put("x509", X509Rotator::new);
        return new Rotators(kinds);
    }

    /// These and no others.
    public static Rotators of(Map<String, Supplier<Rotator>> kinds) {
        return new Rotators(kinds);
    }

    /// These and the kind `command`: programs of one folder, which is the server owner's to fill.
    ///
    /// @param userNumber whom programs run as when Fort runs as root
    public Rotators withCommands(Path folder, int userNumber) {
        Map<String, Supplier<Rotator>> more = new TreeMap<>(kinds);
        more.put("command", () -> new CommandRotator(folder, userNumber));
        return new Rotators(more);
    }

    public Optional<Rotator> find(String kind) {
        return Optional.ofNullable(kinds.get(kind)).map(Supplier::get);
    }

    public SortedSet<String> kinds() {
        return new TreeSet<>(kinds.keySet());
    }
}
