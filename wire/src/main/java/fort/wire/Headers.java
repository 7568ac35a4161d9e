package fort.wire;

/// Names of HTTP headers of Fort's own API.
public final class Headers {
    /// The caller's token; `Authorization: Bearer` does as well.
    public static final String TOKEN = "Fort-Token";

    /// The environment meant. A token names its own; the two must agree.
    public static final String ENVIRONMENT = "Fort-Environment";

    /// Where the act stands in the record, on each answer.
    public static final String RECEIPT = "Fort-Receipt";

    /// The request's id, on each answer.
    public static final String REQUEST_ID = "Fort-Request-Id";

    /// A writer's own key for one act: repeated calls with the same key and body act once and get the same
    /// answer.
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /// What service asks, for the record.
    public static final String SERVICE = "Fort-Service";

    private Headers() {}
}
