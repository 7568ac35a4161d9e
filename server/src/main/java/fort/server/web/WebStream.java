package fort.server.web;

/// An answer that goes on while its request lasts, such as a stream of events.
public interface WebStream {
    /// Sends at once; blocks while the other end does not take it, until the listener's limits close the connection.
    ///
    /// @return false when the other end is gone: nothing can be sent any more
    boolean send(byte[] bytes);
}
