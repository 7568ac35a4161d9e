package fort.domain;

/// A kind of secret and the policy that holds for it.
///
/// @param name such as `password`; see [Names#requireSimple]
public record SecretType(String name, TypePolicy policy) {
    public SecretType {
        Names.requireSimple("secret type", name);
    }
}
