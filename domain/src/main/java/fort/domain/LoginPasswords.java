package fort.domain;

import java.util.List;

/// Rules for the passwords people log in with, after NIST SP 800-63B-4 section 3.1.1: a minimum length, a list of
/// common passwords, no composition rules, no forced change.
public final class LoginPasswords {
    /// In code points.
    public static final int LENGTH_MIN = 8;

    /// In code points.
    public static final int LENGTH_MAX = 256;

    private LoginPasswords() {}

    /// @param userName refused as the password itself
    /// @return what is wrong, empty when nothing is
    public static List<Violation> check(CharSequence password, String userName) {
        return Stub.later();
    }
}
