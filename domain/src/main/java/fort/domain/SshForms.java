package fort.domain;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// OpenSSH keys: the public key's blob (RFC 4253 section 6.6) tells kind and size, also within a private key's file,
/// where it is in clear even when the rest is encrypted.
final class SshForms {
    private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);

    private SshForms() {}

    static String publicKeyProblem(byte[] line) {
        String[] parts = new String(line, StandardCharsets.US_ASCII).strip().split("\\s+", 3);
        byte[] blob = parts.length < 2 ? null : Pem.base64(parts[1].getBytes(StandardCharsets.US_ASCII));
        if (blob == null) {
            return "is not an OpenSSH public key";
        }
        try {
            ByteBuffer buffer = ByteBuffer.wrap(blob);
            String kind = text(buffer);
            return kind.equals(parts[0]) ? blobProblem(kind, buffer) : "is not an OpenSSH public key";
        } catch (BufferUnderflowException e) {
            return "is not an OpenSSH public key";
        }
    }

    static String privateKeyProblem(byte[] content) {
        if (content.length < MAGIC.length || !Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return "is not an OpenSSH private key";
        }
        try {
            ByteBuffer buffer = ByteBuffer.wrap(content, MAGIC.length, content.length - MAGIC.length);
            text(buffer);
            text(buffer);
            field(buffer);
            if (buffer.getInt() != 1) {
                return "is not an OpenSSH private key";
            }
            ByteBuffer blob = field(buffer);
            return blobProblem(text(blob), blob);
        } catch (BufferUnderflowException e) {
            return "is not an OpenSSH private key";
        }
    }

    private static String blobProblem(String kind, ByteBuffer rest) {
        return switch (kind) {
            case "ssh-rsa" -> {
                field(rest);
                yield KeyForms.rsaProblem(bits(field(rest)));
            }
            case "ssh-ed25519",
                    "ssh-ed448",
                    "ecdsa-sha2-nistp256",
                    "ecdsa-sha2-nistp384",
                    "ecdsa-sha2-nistp521",
                    "sk-ssh-ed25519@openssh.com",
                    "sk-ecdsa-sha2-nistp256@openssh.com" -> "";
            case "ssh-dss" -> KeyForms.dsaProblem();
            default -> "is an OpenSSH key of an unknown kind";
        };
    }

    private static int bits(ByteBuffer integer) {
        int bits = 0;
        while (integer.hasRemaining() && bits == 0) {
            int b = integer.get() & 0xff;
            bits = b == 0 ? 0 : 32 - Integer.numberOfLeadingZeros(b) + integer.remaining() * 8;
        }
        return bits;
    }

    private static ByteBuffer field(ByteBuffer buffer) {
        int length = buffer.getInt();
        if (length < 0 || length > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer field = buffer.slice(buffer.position(), length);
        buffer.position(buffer.position() + length);
        return field;
    }

    private static String text(ByteBuffer buffer) {
        ByteBuffer field = field(buffer);
        byte[] bytes = new byte[field.remaining()];
        field.get(bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
