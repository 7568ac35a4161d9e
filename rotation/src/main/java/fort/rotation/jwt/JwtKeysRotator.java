package fort.rotation.jwt;

import fort.domain.SecretValue;
import fort.rotation.RotationContext;
import fort.rotation.Rotator;
import fort.rotation.support.Failures;
import fort.rotation.support.Fields;
import fort.rotation.support.Keys;
import java.security.KeyPair;
import java.util.Map;
import java.util.Objects;

/// Keys that sign JSON Web Tokens, and the key set (RFC 7517) that verifiers read. There is no target: whoever
/// signs and
/// whoever publishes the set read the secret.
///
/// The value has `private_key` (PKCS#8), `kid`, `algorithm`, `jwk` (the public key) and `jwks`: its own key and the
/// one
/// before it, so that what was signed until the rotation stays valid through the next one. Option `algorithm`:
/// `ES256`
/// unless said, `RS256` or `EdDSA`.
public final class JwtKeysRotator implements Rotator {
    @Override
    public String kind() {
        return "jwt_keys";
    }

    @Override
    public SecretValue create(RotationContext context) {
        Fields current = Fields.of(context.current());
        String algorithm = context.settings().options().getOrDefault("algorithm", "ES256");
        KeyPair pair = Keys.generate(kind(algorithm), context.random());
        Jwk own = Jwk.of(pair.getPublic(), algorithm);
        String before = current.object("jwk").map(each -> "," + each.text()).orElse("");
        Fields set = Fields.parse("{\"keys\":[" + own.json() + before + "]}", "the key set");
        return current.with(Map.of(
                        "private_key", Keys.pem("PRIVATE KEY", pair.getPrivate().getEncoded()),
                        "kid", own.thumbprint(),
                        "algorithm", algorithm))
                .with("jwk", Fields.parse(own.json(), "the key"))
                .with("jwks", set)
                .value();
    }

    private static Keys.Kind kind(String algorithm) {
        return switch (algorithm) {
            case "ES256" -> Keys.Kind.EC;
            case "RS256" -> Keys.Kind.RSA;
            case "EdDSA" -> Keys.Kind.ED25519;
            default -> throw Failures.permanent("option \"algorithm\" is ES256, RS256 or EdDSA", null);
        };
    }

    @Override
    public void apply(RotationContext context) {
        // whoever signs reads the secret
    }

    /// The set has the key's own public half under its name.
    @Override
    public void verify(RotationContext context) {
        Fields next = Fields.of(Objects.requireNonNull(context.next(), "a value is staged"));
        Keys.Kind kind = kind(next.required("algorithm"));
        Fields own = next.object("jwk")
                .orElseThrow(() -> Failures.permanent("the value has no object in the field \"jwk\"", null));
        Keys.requirePair(Keys.privateKey(next.required("private_key"), kind), Jwk.publicKey(own), kind);
        boolean published =
                next.object("jwks").map(set -> set.text().contains(own.text())).orElse(false);
        if (!published || !own.required("kid").equals(next.required("kid"))) {
            throw Failures.permanent("the key set has not the value's own key", null);
        }
    }

    @Override
    public void finish(RotationContext context) {
        // the key before the current one leaves the set with the next rotation
    }

    @Override
    public void undo(RotationContext context) {
        // nothing was set anywhere
    }
}
