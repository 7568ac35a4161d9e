package fort.gate;

import fort.access.Capability;
import fort.domain.Refusal;
import fort.domain.Reveal;
import fort.domain.SecretValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/// Random bytes, hashes and information: no stored thing is touched.
final class ToolHandlers implements Handler<ToolOperation<?>> {
    static final int RANDOM_BYTES_MAX = 128 * 1024;

    private static final Map<String, String> ALGORITHMS = Map.of(
            "sha2-224", "SHA-224",
            "sha2-256", "SHA-256",
            "sha2-384", "SHA-384",
            "sha2-512", "SHA-512",
            "sha3-224", "SHA3-224",
            "sha3-256", "SHA3-256",
            "sha3-384", "SHA3-384",
            "sha3-512", "SHA3-512");

    @Override
    public Demand demand(Act act, ToolOperation<?> operation) {
        return switch (operation) {
            case ToolOperation.RandomBytes _ -> Demand.needs("sys/tools/random", Capability.UPDATE);
            case ToolOperation.Hash _ -> Demand.needs("sys/tools/hash", Capability.UPDATE);
            case ToolOperation.AuditHash _ -> Demand.needs("sys/audit-hash/fort", Capability.UPDATE);
            case ToolOperation.ReadInformation o -> o.open() ? Demand.OPEN : Demand.needs(o.path(), Capability.READ);
        };
    }

    @Override
    public Plan<?> plan(Act act, ToolOperation<?> operation) {
        return switch (operation) {
            case ToolOperation.RandomBytes o -> random(act, o);
            case ToolOperation.Hash o -> hash(o);
            case ToolOperation.AuditHash o ->
                Plan.done("hmac-sha256:"
                        + act.interior()
                                .keyring()
                                .keyedHash("audit/values")
                                .hex(o.input().reveal(Reveal.granted())));
            case ToolOperation.ReadInformation _ -> Plan.done(java.util.List.of());
        };
    }

    private static Plan<?> random(Act act, ToolOperation.RandomBytes operation) {
        if (operation.bytes() < 1) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "\"bytes\" cannot be less than 1");
        }
        if (operation.bytes() > RANDOM_BYTES_MAX) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "\"bytes\" should be less than " + RANDOM_BYTES_MAX);
        }
        byte[] bytes = new byte[operation.bytes()];
        act.interior().random().nextBytes(bytes);
        return encode(bytes, operation.format(), true);
    }

    private static Plan<?> hash(ToolOperation.Hash operation) {
        String algorithm = ALGORITHMS.get(operation.algorithm());
        if (algorithm == null) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "unsupported algorithm " + operation.algorithm());
        }
        try {
            return encode(
                    MessageDigest.getInstance(algorithm)
                            .digest(operation.input().reveal(Reveal.granted())),
                    operation.format(),
                    false);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Plan<?> encode(byte[] bytes, String format, boolean secret) {
        byte[] text;
        switch (format) {
            case "hex" -> text = HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII);
            case "base64" -> text = Base64.getEncoder().encode(bytes);
            default -> {
                return Plan.refused(
                        Refusal.Reason.INVALID_REQUEST,
                        "unsupported encoding format " + format + "; must be \"hex\" or \"base64\"");
            }
        }
        Arrays.fill(bytes, (byte) 0);
        return secret ? Plan.done(SecretValue.owning(text)) : Plan.done(new String(text, StandardCharsets.US_ASCII));
    }
}
