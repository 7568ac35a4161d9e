package fort.wire;

/// The HTTP methods of Fort's own API.
public enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE
}
