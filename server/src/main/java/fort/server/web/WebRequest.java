package fort.server.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One HTTP request whose outer form was accepted: sizes, header characters, percent-encoding. Valid until its
/// handler
/// returns.
public interface WebRequest {
    /// Upper case, as sent: `GET`, `LIST`, …
    String method();

    /// As sent, without the query.
    String rawPath();

    /// Percent-decoded exactly once; `//` and an encoded `/` are kept as they came. What is still encoded after
    /// this is
    /// a name with a `%`.
    String path();

    /// As sent, without `?`; empty when there is none.
    String query();

    /// The only value of a header, or its first; null when absent.
    ///
    /// @param name lower case
    @Nullable
    String header(String name);

    /// All values of a header.
    ///
    /// @param name lower case
    List<String> headers(String name);

    /// The whole body, read on the first call; empty when there is none. The array belongs to the caller, who wipes
    /// it
    /// when it held a secret.
    ///
    /// @throws WebRefusal when it is larger than the listener allows, or came too slowly
    byte[] body();

    /// The numeric address of the other end, or of the client that a trusted proxy names.
    String peer();

    /// Begins an answer that goes on until the handler returns; what the handler returns is then not sent.
    ///
    /// @param headers name, value, name, value, …
    WebStream stream(String contentType, List<String> headers);

    /// Whether the answer was begun by [#stream].
    boolean isStreamed();

    /// Which listener took it.
    String listener();

    boolean secure();
}
