package fort.rotation.x509;

import fort.domain.SecretValue;
import fort.rotation.RotationContext;
import fort.rotation.Rotator;
import fort.rotation.support.Failures;
import fort.rotation.support.Fields;
import fort.rotation.support.Keys;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Map;
import java.util.Objects;

/// Server and client certificates, signed by an authority whose key is the target's credential (`certificate` and
/// `private_key`, PEM). Nothing is set anywhere: consumers fetch key and certificate together, and the old
/// certificate
/// stays valid until its own end.
///
/// The value has `certificate`, `private_key` (PKCS#8) and `chain` (the authority). Options: `names` = DNS names and
/// addresses, separated by commas, otherwise those of the current certificate; `days` = how long it is valid, 90
/// unless said; `key` = `ec` (P-256), `rsa` (3,072 bits) or `ed25519`.
public final class X509Rotator implements Rotator {
    @Override
    public String kind() {
        return "x509";
    }

    @Override
    public SecretValue create(RotationContext context) {
        Authority authority = Authority.of(context);
        Fields current = Fields.of(context.current());
        Keys.Kind kind = switch (context.settings().options().getOrDefault("key", "ec")) {
            case "ec" -> Keys.Kind.EC;
            case "rsa" -> Keys.Kind.RSA;
            case "ed25519" -> Keys.Kind.ED25519;
            default -> throw Failures.permanent("option \"key\" is ec, rsa or ed25519", null);
        };
        KeyPair pair = Keys.generate(kind, context.random());
        X509Certificate made = authority.certify(
                pair.getPublic(),
                Names.of(context, current),
                context,
                context.clock().instant());
        try {
            return current.with(Map.of(
                            "certificate", Keys.pem("CERTIFICATE", made.getEncoded()),
                            "private_key",
                                    Keys.pem("PRIVATE KEY", pair.getPrivate().getEncoded()),
                            "chain",
                                    Keys.pem(
                                            "CERTIFICATE",
                                            authority.certificate().getEncoded())))
                    .value();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void apply(RotationContext context) {
        // nothing is set anywhere
    }

    /// Signed by the authority, valid now, and the key's own.
    @Override
    public void verify(RotationContext context) {
        Fields next = Fields.of(Objects.requireNonNull(context.next(), "a value is staged"));
        X509Certificate certificate = Keys.certificate(next.required("certificate"));
        try {
            certificate.verify(Authority.of(context).certificate().getPublicKey());
            certificate.checkValidity(Date.from(context.clock().instant()));
        } catch (GeneralSecurityException invalid) {
            throw Failures.permanent("the next certificate is not one of the authority that is valid now", invalid);
        }
        Keys.Kind kind = Keys.Kind.of(certificate.getPublicKey());
        Keys.requirePair(Keys.privateKey(next.required("private_key"), kind), certificate.getPublicKey(), kind);
    }

    @Override
    public void finish(RotationContext context) {
        // the old certificate ends by itself
    }

    @Override
    public void undo(RotationContext context) {
        // nothing was set anywhere
    }
}
