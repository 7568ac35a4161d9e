package fort.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fort.crypto.Keyring;
import fort.crypto.PasswordHash;
import fort.crypto.RootKey;
import fort.domain.EnvironmentName;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.SecretValue;
import fort.store.Change;
import fort.store.RowCipher;
import fort.store.Rows;
import fort.store.Store;
import fort.store.Unit;
import fort.testkit.MemoryStore;
import fort.testkit.SeededRandom;
import fort.testkit.TestClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One environment's identities over a store in memory, with the committer's part played here.
final class World {
    static final AuthMount USERPASS = new AuthMount("m-userpass", "userpass", 0, 0);
    static final AuthMount APPROLE = new AuthMount("m-approle", "approle", 0, 0);
    static final String HERE = "192.0.2.1";

    final SecureRandom random;
    final TestClock clock = new TestClock();
    final MemoryStore store = new MemoryStore();
    final Keyring keyring;
    final Rows rows;
    final Tokens tokens;
    final Users users;
    final AppRoles appRoles;

    World() {
        this("production", 1);
    }

    World(String environment, long seed) {
        random = new SeededRandom(seed);
        EnvironmentName name = new EnvironmentName(environment);
        keyring = Keyring.create(name, RootKey.generate(random), random, clock.instant());
        rows = new Rows(store, new Sealing(keyring), 10_000);
        tokens = new Tokens(name, rows, keyring, random, TokenLimits.DEFAULT);
        PasswordHash passwords = new PasswordHash(random, PasswordHash.Cost.CHEAP, 4, 100);
        users = new Users(rows, tokens, passwords, LoginLimits.DEFAULT);
        appRoles = new AppRoles(rows, tokens, keyring, random);
    }

    private record Sealing(Keyring keyring) implements RowCipher {
        @Override
        public byte[] seal(String collection, String key, byte[] plain) {
            return keyring.sealRow(collection, key, plain);
        }

        @Override
        public byte[] open(String collection, String key, byte[] sealed) {
            return keyring.openRow(collection, key, sealed);
        }
    }

    Instant now() {
        return clock.instant();
    }

    void wait(Duration duration) {
        clock.advance(duration);
    }

    /// @return whether the unit was accepted
    boolean tryCommit(List<Change> changes) {
        boolean accepted =
                store.commit(List.of(new Unit(changes)), Store.Closing.NONE).getFirst() != Unit.REFUSED;
        if (accepted) {
            rows.committed(changes);
        }
        return accepted;
    }

    void commit(List<Change> changes) {
        assertThat(tryCommit(changes)).as("the changes are accepted").isTrue();
    }

    Issued committed(Issued issued) {
        commit(issued.changes());
        return issued;
    }

    Issued root() {
        return committed(tokens.root(0, now()));
    }

    Rows.Entry<TokenEntry> row(Issued issued) {
        return tokens.find(issued.token(), now()).orElseThrow();
    }

    Issued child(Issued parent, TokenRequest request) {
        return committed(done(tokens.create(request, row(parent), false, null, now())));
    }

    /// A token of a user with these policies.
    Issued login(String... policies) {
        TokenParameters token = new TokenParameters(List.of(policies), List.of(), false, 0, 0, 0, 0, 0, "default");
        return committed(tokens.login(grant(token), now()));
    }

    static Grant grant(TokenParameters token) {
        return new Grant(
                USERPASS,
                "auth/userpass/login/alice",
                "userpass/alice",
                "userpass-alice",
                "userpass",
                Map.of("username", "alice"),
                token);
    }

    boolean works(Issued issued) {
        return tokens.authenticate(issued.token(), HERE, now()) instanceof Authentication.Valid;
    }

    static SecretValue secret(String text) {
        return SecretValue.owning(text.getBytes(UTF_8));
    }

    static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T> done -> done.value();
            case Outcome.Refused<T> refused ->
                throw new AssertionError(refused.refusal().toString());
        };
    }

    static Refusal refusal(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Done<?> _ -> throw new AssertionError("it was done");
            case Outcome.Refused<?> refused -> refused.refusal();
        };
    }

    static String objection(Outcome<?> outcome) {
        return refusal(outcome).message();
    }
}
