package fort.domain;

import java.util.ArrayList;
import java.util.List;

/// Rules for the passwords people log in with, after NIST SP 800-63B-4 section 3.1.1: a minimum length, a list of
/// common passwords, no composition rules, no forced change.
public final class LoginPasswords {
    /// In code points.
    public static final int LENGTH_MIN = 8;

    /// In code points.
    public static final int LENGTH_MAX = 256;

    private static final String FIELD = "password";

    private LoginPasswords() {}

    /// @param userName refused as the password itself
    /// @return what is wrong, empty when nothing is
    public static List<Violation> check(CharSequence password, String userName) {
        List<Violation> violations = new ArrayList<>();
        int length = Character.codePointCount(password, 0, password.length());
        if (length < LENGTH_MIN || length > LENGTH_MAX) {
            violations.add(new Violation(FIELD, "length", "needs " + LENGTH_MIN + " to " + LENGTH_MAX + " characters"));
        }
        if (CommonPasswords.list().contains(password)) {
            violations.add(new Violation(FIELD, "common", "is one of the commonest passwords"));
        }
        if (equalIgnoringCase(password, userName)) {
            violations.add(new Violation(FIELD, "user_name", "is the user's own name"));
        }
        return violations;
    }

    private static boolean equalIgnoringCase(CharSequence a, CharSequence b) {
        if (a.length() != b.length() || a.isEmpty()) {
            return false;
        }
        for (int i = 0; i < a.length(); i++) {
            if (Character.toLowerCase(a.charAt(i)) != Character.toLowerCase(b.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
