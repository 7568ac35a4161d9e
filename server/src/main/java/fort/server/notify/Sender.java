package fort.server.notify;

/// One way to reach somebody. Blocks for a few seconds at most.
@FunctionalInterface
public interface Sender {
    /// @param unixSeconds now
    /// @return whether it was taken; false is worth a retry later
    /// @throws fort.domain.Fault that says what is wrong with the way itself; tried again all the same
    boolean send(Notice notice, long unixSeconds);
}
