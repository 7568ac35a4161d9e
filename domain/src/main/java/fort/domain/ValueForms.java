package fort.domain;

import java.util.Arrays;
import java.util.Optional;

/// Whether a text parses as its form says, and is strong enough where that can be told from it.
final class ValueForms {
    private static final int KEY_BYTES_MIN = 16;

    private ValueForms() {}

    static Optional<Violation> check(ValueForm form, String field, CharSequence text) {
        if (form == ValueForm.TEXT) {
            return Optional.empty();
        }
        byte[] ascii = ascii(text);
        try {
            String problem = ascii.length == 0 ? "is not ASCII text" : problem(form, ascii);
            if (problem.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Violation(field, problem.startsWith("has a weak") ? "key_size" : "form", problem));
        } finally {
            Arrays.fill(ascii, (byte) 0);
        }
    }

    private static String problem(ValueForm form, byte[] ascii) {
        return switch (form) {
            case TEXT -> "";
            case CERTIFICATE -> KeyForms.certificateProblem(ascii);
            case PRIVATE_KEY -> KeyForms.privateKeyProblem(ascii);
            case SSH_PUBLIC_KEY -> SshForms.publicKeyProblem(ascii);
            case KEY_BYTES -> keyBytesProblem(ascii);
        };
    }

    private static byte[] ascii(CharSequence text) {
        byte[] ascii = new byte[text.length()];
        for (int i = 0; i < ascii.length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                Arrays.fill(ascii, (byte) 0);
                return new byte[0];
            }
            ascii[i] = (byte) c;
        }
        return ascii;
    }

    private static String keyBytesProblem(byte[] ascii) {
        boolean hexadecimal = ascii.length % 2 == 0;
        for (byte b : ascii) {
            hexadecimal &= Character.digit(b, 16) >= 0;
        }
        int bytes = ascii.length / 2;
        if (!hexadecimal) {
            byte[] decoded = Pem.base64(ascii);
            if (decoded == null) {
                return "is not base64 or hexadecimal";
            }
            bytes = decoded.length;
            Arrays.fill(decoded, (byte) 0);
        }
        return bytes >= KEY_BYTES_MIN ? "" : "has a weak key: needs at least " + KEY_BYTES_MIN + " bytes";
    }
}
