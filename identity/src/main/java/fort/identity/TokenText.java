package fort.identity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fort.crypto.KeyedHash;
import fort.crypto.RandomText;
import fort.domain.EnvironmentName;
import fort.domain.InvalidName;
import fort.domain.Reveal;
import fort.domain.SecretValue;
import java.util.Base64;
import java.util.Optional;

/// What a token looks like, `hvs.<environment>_<86 base64url characters>`, and the id it is stored under.
///
/// 64 random bytes; the prefix is the one that Vault's clients and secret scanners know. The environment's name
/// in it proves nothing: it lets a token that is shown to the wrong environment be recognised as what it is.
final class TokenText {
    /// The longest text taken for a token, in bytes.
    static final int LENGTH_MAX = 256;

    private static final byte[] PREFIX = "hvs.".getBytes(ISO_8859_1);
    private static final int RANDOM_BYTES = 64;
    private static final int RANDOM_CHARACTERS = 86;

    private final EnvironmentName environment;
    private final KeyedHash hash;
    private final RandomText random;

    TokenText(EnvironmentName environment, KeyedHash hash, RandomText random) {
        this.environment = environment;
        this.hash = hash;
        this.random = random;
    }

    SecretValue fresh() {
        return random.secretBase64Url("hvs." + environment.value() + "_", RANDOM_BYTES);
    }

    String accessor() {
        return random.base62(24);
    }

    /// The row key of this token: an HMAC under a key of this environment, so that a stolen store holds nothing
    /// that works as a token.
    Optional<String> id(SecretValue token) {
        byte[] text = token.reveal(Reveal.granted());
        if (text.length == 0 || text.length > LENGTH_MAX) {
            return Optional.empty();
        }
        return Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(hash.hash(text)));
    }

    /// Whether an operator may choose this text: nothing that looks like a token made by Fort or Vault.
    static boolean allowsAsCustom(SecretValue token) {
        byte[] text = token.reveal(Reveal.granted());
        if (text.length == 0 || text.length > LENGTH_MAX) {
            return false;
        }
        for (byte character : text) {
            if (character == '.' || character <= ' ' || character == 0x7f) {
                return false;
            }
        }
        return true;
    }

    static Optional<EnvironmentName> environmentOf(SecretValue token) {
        byte[] text = token.reveal(Reveal.granted());
        int end = text.length - RANDOM_CHARACTERS - 1;
        if (end <= PREFIX.length || text.length > LENGTH_MAX || text[end] != '_') {
            return Optional.empty();
        }
        for (int i = 0; i < PREFIX.length; i++) {
            if (text[i] != PREFIX[i]) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(new EnvironmentName(new String(text, PREFIX.length, end - PREFIX.length, ISO_8859_1)));
        } catch (InvalidName e) {
            return Optional.empty();
        }
    }
}
