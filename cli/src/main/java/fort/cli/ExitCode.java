package fort.cli;

import fort.client.FortException;
import fort.wire.ErrorCode;

/// What a script can tell from the exit code alone.
final class ExitCode {
    static final int OK = 0;

    /// Something failed that no other code names.
    static final int FAILURE = 1;

    /// The command line is wrong; nothing was done.
    static final int USAGE = 2;

    /// There is nothing of that name, or nothing that the caller may know of.
    static final int NOT_FOUND = 3;

    /// Not logged in, not allowed, or a failed login.
    static final int DENIED = 4;

    /// The server is sealed, busy or out of reach; trying again later may help.
    static final int UNAVAILABLE = 5;

    /// The current version is not the expected one, or the name is taken.
    static final int CONFLICT = 6;

    /// A check was carried out and what it checked does not hold.
    static final int NOT_SOUND = 7;

    private ExitCode() {}

    static int of(FortException failure) {
        if (failure.code().equals(FortException.UNREACHABLE)) {
            return UNAVAILABLE;
        }
        if (failure.is(ErrorCode.INVALID_REQUEST)) {
            return FAILURE;
        }
        return switch (failure.status()) {
            case 401, 403 -> DENIED;
            case 404 -> NOT_FOUND;
            case 409 -> CONFLICT;
            case 429, 503, 507 -> UNAVAILABLE;
            default -> FAILURE;
        };
    }
}
