package fort.rotation.support;

import fort.domain.Generator;
import fort.rotation.RotationContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Credentials of user and password, and the users that take turns.
///
/// Options of the secret: `users` = two or more names in turn, separated by commas; without it, the one user of the
/// value
/// keeps its name. `username_field` and `password_field` say where the value has them.
public final class Accounts {
    /// More than anybody alternates; a list this long is a mistake.
    private static final int USERS_MAX = 16;

    private final RotationContext context;
    private final String userField;
    private final String passwordField;
    private final List<String> users;

    private Accounts(RotationContext context) {
        Map<String, String> options = context.settings().options();
        this.context = context;
        this.userField = options.getOrDefault("username_field", "username");
        this.passwordField = options.getOrDefault("password_field", "password");
        this.users = Arrays.stream(options.getOrDefault("users", "").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        if (users.size() == 1 || users.size() > USERS_MAX) {
            throw Failures.permanent("option \"users\" names 2 to " + USERS_MAX + " users, or is left out", null);
        }
    }

    public static Accounts of(RotationContext context) {
        return new Accounts(context);
    }

    /// A user and what it logs in with. No `toString` of the password.
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    /// What consumers have.
    public Login current() {
        return login(Fields.of(context.current()));
    }

    /// The staged login.
    public Login next() {
        return login(Fields.of(Objects.requireNonNull(context.next(), "a value is staged")));
    }

    public boolean hasNext() {
        return context.next() != null;
    }

    /// Whether current and next value are of different users, so that both can work.
    public boolean inTurn() {
        return !users.isEmpty();
    }

    /// Every user of this secret.
    public List<String> users() {
        return inTurn() ? users : List.of(current().user());
    }

    /// The users that the current value is not of.
    public List<String> others() {
        String now = current().user();
        return users().stream().filter(user -> !user.equals(now)).toList();
    }

    /// The next value: of the next user in turn, with a new password.
    public fort.domain.SecretValue create() {
        return Fields.of(context.current())
                .with(Map.of(userField, following(current().user()), passwordField, newPassword(context)))
                .value();
    }

    /// A password that meets the secret's rule.
    public static String newPassword(RotationContext context) {
        char[] made;
        try {
            made = new Generator(context.random()).generate(context.complexity());
        } catch (IllegalArgumentException cannot) {
            throw Failures.permanent("no password can be made by the rule of this secret's type", cannot);
        }
        String password = new String(made);
        Arrays.fill(made, '\0');
        return password;
    }

    private String following(String user) {
        if (!inTurn()) {
            return user;
        }
        int at = users.indexOf(user);
        if (at < 0) {
            throw Failures.permanent("the value's user is not among the users in turn", null);
        }
        return users.get((at + 1) % users.size());
    }

    /// How Fort logs in to change others: the target's own credential, or else what the secret has, the newest last
    /// because it may not be applied yet.
    public List<Login> administrators() {
        var credential = context.target().credential();
        if (credential != null) {
            Fields fields = Fields.of(credential);
            return List.of(new Login(fields.required("username"), fields.required("password")));
        }
        return hasNext() ? List.of(current(), next()) : List.of(current());
    }

    private Login login(Fields fields) {
        return new Login(fields.required(userField), fields.required(passwordField));
    }
}
