package fort.server.web;

/// One listening server. Made by [#helidon]; everything else of Fort knows only this port.
public interface WebEngine extends AutoCloseable {
    /// Binds and serves. Throws a [fort.domain.Fault] with code CONFIGURATION when the address cannot be bound.
    ///
    /// @return the port that was bound, also when 0 was asked for
    int start();

    /// Closes what is too slow. To be called about once a second.
    void sweep();

    int connections();

    /// Takes no new requests, finishes those in flight within the limits' `stop`, closes.
    @Override
    void close();

    static WebEngine helidon(WebListener listener, WebHandler handler, java.time.InstantSource clock) {
        return new HelidonEngine(listener, handler, clock);
    }
}
