package fort.identity;

import java.time.Duration;

/// How many failed logins are borne, and for how long the door then stays shut.
///
/// @param perSource failures of one source against one name before that source is locked out of that name
/// @param perSourceAllNames failures of one source against any names before it is locked out of the mount
/// @param perName failures against one name from all sources before sources it has never logged in from are
///     locked out of it
/// @param window failures older than this are forgotten
/// @param lock how long a lock lasts
public record LoginLimits(int perSource, int perSourceAllNames, int perName, Duration window, Duration lock) {
    public static final LoginLimits DEFAULT =
            new LoginLimits(5, 50, 50, Duration.ofMinutes(15), Duration.ofMinutes(15));
}
