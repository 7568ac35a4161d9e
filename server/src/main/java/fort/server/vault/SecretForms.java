package fort.server.vault;

import fort.domain.Reveal;
import fort.domain.SecretValue;
import fort.server.web.WebResponse;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A secret in another form: what clients want as base64, what they sent as base64, a response that was put away.
/// Copies
/// that are not handed out are wiped.
final class SecretForms {
    private SecretForms() {}

    /// A share is kept and shown as hex; clients also want it as base64.
    static SecretValue base64OfHex(SecretValue hex) {
        byte[] text = hex.reveal(Reveal.granted());
        byte[] raw = new byte[text.length / 2];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (byte) (Character.digit(text[2 * i], 16) << 4 | Character.digit(text[2 * i + 1], 16));
        }
        SecretValue encoded = SecretValue.owning(Base64.getEncoder().encode(raw));
        Arrays.fill(raw, (byte) 0);
        return encoded;
    }

    /// @param text null is empty
    static SecretValue fromBase64(@Nullable SecretValue text) {
        try {
            return SecretValue.owning(
                    text == null ? new byte[0] : Base64.getDecoder().decode(text.reveal(Reveal.granted())));
        } catch (IllegalArgumentException e) {
            throw BadCall.of("unable to decode input as base64");
        }
    }

    static boolean isHexOrBase64(SecretValue text) {
        byte[] bytes = text.reveal(Reveal.granted());
        boolean hex = bytes.length % 2 == 0;
        for (byte b : bytes) {
            hex = hex && Character.digit(b, 16) >= 0;
        }
        if (hex) {
            return true;
        }
        try {
            Arrays.fill(Base64.getDecoder().decode(bytes), (byte) 0);
            return bytes.length % 4 == 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// A stored response as a response; closes the value.
    static WebResponse response(SecretValue body) {
        try (body) {
            byte[] bytes = body.reveal(Reveal.granted()).clone();
            return new WebResponse(
                    bytes.length == 0 ? 204 : 200, bytes.length == 0 ? "" : WebResponse.JSON, List.of(), bytes, true);
        }
    }

    /// For how long a kv version 1 value says it may be kept.
    static OptionalLong leaseSeconds(SecretValue value) {
        try (Body body = JsonIn.body(value.reveal(Reveal.granted()).clone())) {
            return KvOne.lease(body);
        }
    }
}
