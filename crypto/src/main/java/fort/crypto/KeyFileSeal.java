package fort.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import fort.domain.EnvironmentName;
import fort.domain.Fault;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/// Keeps the root key in a file, `<folder>/<environment>.key`, mode 0600 in a folder of mode 0700; looser modes
/// are refused.
///
/// What it protects against, plainly: somebody who gets the database or its backup but not this file. Whoever
/// can read the file can unseal the environment; keep it on another disk, or use shares.
///
/// ## Format
/// `FORTKEY1` · length of the name (1 byte) · the environment's name · 32 key bytes · the first 16 bytes of the
/// HMAC-SHA256 of all before it under the key itself. The HMAC finds damage, a truncated file, and a file
/// renamed to another environment.
public final class KeyFileSeal implements Seal {
    private static final byte[] MAGIC = "FORTKEY1".getBytes(UTF_8);
    private static final int CHECK_LENGTH = 16;

    private final Path folder;

    public KeyFileSeal(Path folder) {
        this.folder = folder;
    }

    @Override
    public String type() {
        return "file";
    }

    public Path fileOf(EnvironmentName environment) {
        return folder.resolve(environment.value() + ".key");
    }

    @Override
    public Optional<RootKey> obtain(EnvironmentName environment) {
        Path file = fileOf(environment);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        byte[] bytes = PrivateFiles.read(file);
        try {
            return Optional.of(parse(environment, bytes, file));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public void keep(EnvironmentName environment, RootKey root) {
        byte[] bytes = format(environment, root.reveal());
        try {
            PrivateFiles.write(fileOf(environment), bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] format(EnvironmentName environment, byte[] key) {
        byte[] name = environment.value().getBytes(UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(MAGIC.length + 1 + name.length + key.length + CHECK_LENGTH);
        buffer.put(MAGIC).put((byte) name.length).put(name).put(key);
        byte[] body = buffer.array();
        buffer.put(check(key, body, buffer.position()));
        return body;
    }

    private static RootKey parse(EnvironmentName environment, byte[] bytes, Path file) {
        int nameLength = environment.value().length();
        int keyStart = MAGIC.length + 1 + nameLength;
        int checkStart = keyStart + RootKey.LENGTH;
        if (bytes.length != checkStart + CHECK_LENGTH) {
            throw damaged("wrong length or another environment's", file);
        }
        byte[] key = Arrays.copyOfRange(bytes, keyStart, checkStart);
        byte[] expected = format(environment, key);
        boolean intact = MessageDigest.isEqual(expected, bytes);
        Arrays.fill(expected, (byte) 0);
        if (!intact) {
            Arrays.fill(key, (byte) 0);
            throw damaged("wrong checksum, or another environment's", file);
        }
        return RootKey.owning(key);
    }

    private static byte[] check(byte[] key, byte[] body, int length) {
        var mac = Jdk.hmacSha256(key);
        mac.update(body, 0, length);
        return Arrays.copyOf(mac.doFinal(), CHECK_LENGTH);
    }

    private static Fault damaged(String what, Path file) {
        return new Fault(Fault.Code.INTEGRITY, "a key file is damaged or not this environment's", what + ": " + file);
    }
}
