package fort.gate;

import fort.domain.SecretValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The userpass method. `mount` is the auth mount's canonical path (`userpass`), user names are lower case.
public sealed interface UserOperation<T> extends Operation<T> {
    String mount();

    /// Open to anonymous. Never says whether the user exists, is locked, or the password is wrong.
    record LoginPassword(String mount, String user, SecretValue password)
            implements UserOperation<TokenOperation.Auth> {
        @Override
        public String name() {
            return "login.userpass";
        }
    }

    record ListUsers(String mount) implements UserOperation<List<String>> {
        @Override
        public String name() {
            return "user.list";
        }
    }

    record ReadUser(String mount, String user) implements UserOperation<UserView> {
        @Override
        public String name() {
            return "user.read";
        }
    }

    record UserView(String name, TokenOperation.TokenParameters tokens) {}

    /// Creates or changes.
    ///
    /// @param password null leaves it; required for a new user
    /// @param tokens null leaves them
    record WriteUser(
            String mount, String user, @Nullable SecretValue password, TokenOperation.@Nullable TokenParameters tokens)
            implements UserOperation<Void> {
        @Override
        public String name() {
            return "user.write";
        }
    }

    record ChangePassword(String mount, String user, SecretValue password) implements UserOperation<Void> {
        @Override
        public String name() {
            return "user.password";
        }
    }

    record ChangePolicies(String mount, String user, List<String> policies) implements UserOperation<Void> {
        @Override
        public String name() {
            return "user.policies";
        }
    }

    record DeleteUser(String mount, String user) implements UserOperation<Void> {
        @Override
        public String name() {
            return "user.delete";
        }
    }

    /// Lifts a lock-out before its time.
    record UnlockUser(String mount, String user) implements UserOperation<Void> {
        @Override
        public String name() {
            return "user.unlock";
        }
    }
}
