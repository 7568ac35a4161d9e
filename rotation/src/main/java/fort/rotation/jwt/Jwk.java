package fort.rotation.jwt;

import fort.rotation.support.Failures;
import fort.rotation.support.Fields;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A public key as JSON (RFC 7517, 7518, 8037), named by its thumbprint (RFC 7638).
///
/// @param json what verifiers read
record Jwk(String json, String thumbprint) {
    private static final int P256_BYTES = 32;
    private static final int ED25519_BYTES = 32;

    /// SubjectPublicKeyInfo of an Ed25519 key up to the key itself (RFC 8410).
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    static Jwk of(PublicKey key, String algorithm) {
        // Required members in the order of their names and without spaces: what RFC 7638 hashes.
        String members = switch (key) {
            case ECPublicKey ec ->
                "\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\""
                        .formatted(
                                unsigned(ec.getW().getAffineX(), P256_BYTES),
                                unsigned(ec.getW().getAffineY(), P256_BYTES));
            case RSAPublicKey rsa ->
                "\"e\":\"%s\",\"kty\":\"RSA\",\"n\":\"%s\""
                        .formatted(
                                unsigned(rsa.getPublicExponent(), length(rsa.getPublicExponent())),
                                unsigned(rsa.getModulus(), length(rsa.getModulus())));
            case EdECPublicKey ed -> {
                byte[] encoded = ed.getEncoded();
                byte[] point = Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length);
                yield "\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"%s\"".formatted(text(point));
            }
            default -> throw Failures.permanent("a key is of a kind that Fort does not make", null);
        };
        String name = text(hash("{" + members + "}"));
        return new Jwk("{%s,\"alg\":\"%s\",\"use\":\"sig\",\"kid\":\"%s\"}".formatted(members, algorithm, name), name);
    }

    /// @throws fort.rotation.RotationFailure when it is not a key
    static PublicKey publicKey(Fields jwk) {
        try {
            return switch (jwk.required("kty")) {
                case "EC" ->
                    KeyFactory.getInstance("EC")
                            .generatePublic(new ECPublicKeySpec(
                                    new ECPoint(number(jwk.required("x")), number(jwk.required("y"))), p256()));
                case "RSA" ->
                    KeyFactory.getInstance("RSA")
                            .generatePublic(new RSAPublicKeySpec(number(jwk.required("n")), number(jwk.required("e"))));
                case "OKP" -> {
                    byte[] point = Base64.getUrlDecoder().decode(jwk.required("x"));
                    byte[] encoded = Arrays.copyOf(ED25519_PREFIX, ED25519_PREFIX.length + point.length);
                    System.arraycopy(point, 0, encoded, ED25519_PREFIX.length, point.length);
                    yield KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
                }
                default -> throw Failures.permanent("a key is of a kind that Fort does not make", null);
            };
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw Failures.permanent("the field \"jwk\" is not a public key", unreadable);
        }
    }

    private static ECParameterSpec p256() throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    private static int length(BigInteger number) {
        return (number.bitLength() + 7) / 8;
    }

    private static BigInteger number(String text) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(text));
    }

    private static String unsigned(BigInteger number, int bytes) {
        byte[] signed = number.toByteArray();
        byte[] plain = new byte[bytes];
        int used = Math.min(signed.length, bytes);
        System.arraycopy(signed, signed.length - used, plain, bytes - used, used);
        return text(plain);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
