package fort.crypto;

import fort.domain.Fault;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The PHC string format of an Argon2id hash: parameters, salt and hash in one line of text.
record PhcString(PasswordHash.Cost cost, byte[] salt, byte[] hash) {
    private static final Pattern FORM = Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})"
            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    String text() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + cost.memoryKib() + ",t=" + cost.iterations() + ",p=" + cost.lanes() + "$"
                + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    static PhcString parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw damaged();
        }
        try {
            var cost = new PasswordHash.Cost(
                    Integer.parseInt(matcher.group(1)),
                    Integer.parseInt(matcher.group(2)),
                    Integer.parseInt(matcher.group(3)));
            Base64.Decoder base64 = Base64.getDecoder();
            return new PhcString(cost, base64.decode(matcher.group(4)), base64.decode(matcher.group(5)));
        } catch (IllegalArgumentException e) {
            throw damaged();
        }
    }

    private static Fault damaged() {
        return new Fault(Fault.Code.INTEGRITY, "a stored password hash cannot be read", "not a PHC string of Argon2id");
    }
}
