package fort.access;

/// The texts of the policies that exist without being written. They grant what OpenBao's grant, minus engines that
/// Fort does not have.
final class BuiltInPolicies {
    static final String DEFAULT = """
            # What every caller may do: see to its own token, its own capabilities, its own cubbyhole,
            # and to values that were wrapped for it. Nothing here reaches a secret of someone else.

            # The caller's own token.
            path "auth/token/lookup-self" {
              capabilities = ["read"]
            }
            path "auth/token/renew-self" {
              capabilities = ["update"]
            }
            path "auth/token/revoke-self" {
              capabilities = ["update"]
            }

            # What the caller may do on a path, and on all paths.
            path "sys/capabilities-self" {
              capabilities = ["update"]
            }
            path "sys/internal/ui/resultant-acl" {
              capabilities = ["read"]
            }

            # Leases: to name one in the body is to know it already.
            path "sys/renew" {
              capabilities = ["update"]
            }
            path "sys/leases/renew" {
              capabilities = ["update"]
            }
            path "sys/leases/lookup" {
              capabilities = ["update"]
            }

            # The caller's own cubbyhole.
            path "cubbyhole/*" {
              capabilities = ["create", "read", "update", "delete", "list"]
            }

            # Wrapped values.
            path "sys/wrapping/wrap" {
              capabilities = ["update"]
            }
            path "sys/wrapping/lookup" {
              capabilities = ["update"]
            }
            path "sys/wrapping/unwrap" {
              capabilities = ["update"]
            }

            # Tools that touch no secret.
            path "sys/tools/hash" {
              capabilities = ["update"]
            }
            path "sys/tools/hash/*" {
              capabilities = ["update"]
            }
            """;

    static final String RESPONSE_WRAPPING = """
            path "cubbyhole/response" {
              capabilities = ["create", "read"]
            }
            path "sys/wrapping/unwrap" {
              capabilities = ["update"]
            }
            """;

    private BuiltInPolicies() {}
}
