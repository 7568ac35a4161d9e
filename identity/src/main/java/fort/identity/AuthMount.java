package fort.identity;

/// An auth method where it is mounted.
///
/// @param id stable through a move; part of the row keys, so that each mount has users and roles of its own
/// @param path without slashes at its ends, such as `userpass`
/// @param defaultTtlSeconds for its tokens; 0 takes the environment's
/// @param maxTtlSeconds for its tokens; 0 takes the environment's
public record AuthMount(String id, String path, long defaultTtlSeconds, long maxTtlSeconds) {
    public AuthMount {
        if (id.isEmpty() || id.indexOf('/') >= 0 || path.isEmpty()) {
            throw new IllegalArgumentException("a mount has an id without '/' and a path");
        }
    }
}
