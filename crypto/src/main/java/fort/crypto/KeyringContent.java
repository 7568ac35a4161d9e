package fort.crypto;

import fort.domain.EnvironmentName;
import fort.domain.Fault;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a keyring holds at one moment, never changed, and its sealed form.
///
/// @param root under which the keyring is sealed
/// @param derivation the secret all derived keys come from; the same through every rotation
/// @param keys ascending by version without gaps, so that a key is found by its position
record KeyringContent(RootKey root, byte[] derivation, List<EnvironmentKey> keys) {
    private static final int SECRET_LENGTH = 32;
    private static final int KEY_LENGTH_IN_FORM = Integer.BYTES + 2 * Long.BYTES + SECRET_LENGTH;
    private static final String USE = "fort/keyring/1";

    KeyringContent {
        keys = List.copyOf(keys);
        if (keys.isEmpty() || keys.size() > Keyring.KEY_VERSIONS_MAX) {
            throw new IllegalArgumentException("a keyring has 1 to " + Keyring.KEY_VERSIONS_MAX + " keys");
        }
    }

    EnvironmentKey current() {
        return keys.getLast();
    }

    /// @throws Fault with INTEGRITY when the keyring has no such key
    EnvironmentKey key(int version) {
        int index = version - keys.getFirst().version();
        if (index < 0 || index >= keys.size()) {
            throw new Fault(
                    Fault.Code.INTEGRITY,
                    "stored bytes fail their integrity check",
                    "sealed under an unknown key version");
        }
        return keys.get(index);
    }

    KeyringContent with(EnvironmentKey next) {
        List<EnvironmentKey> more = new ArrayList<>(keys);
        more.add(next);
        return new KeyringContent(root, derivation, more);
    }

    /// These keys, and the newer ones of `other`. What is not taken over is wiped.
    KeyringContent joined(KeyringContent other) {
        List<EnvironmentKey> all = new ArrayList<>(keys);
        for (EnvironmentKey key : other.keys) {
            if (key.version() > current().version()) {
                all.add(key);
            } else {
                key.close();
            }
        }
        Arrays.fill(other.derivation, (byte) 0);
        other.root.close();
        return all.size() == keys.size() ? this : new KeyringContent(root, derivation, all);
    }

    KeyringContent under(RootKey other) {
        return new KeyringContent(other, derivation, keys);
    }

    byte[] sealed(EnvironmentName environment, RandomBlocks random) {
        ByteBuffer form = ByteBuffer.allocate(Integer.BYTES + SECRET_LENGTH + keys.size() * KEY_LENGTH_IN_FORM);
        form.putInt(keys.size()).put(derivation);
        for (EnvironmentKey key : keys) {
            KeyStatus status = key.status();
            form.putInt(status.term())
                    .putLong(status.installed().toEpochMilli())
                    .putLong(status.encryptions())
                    .put(key.bytes());
        }
        try (SealingKey wrapping = wrapping(root, random)) {
            return wrapping.seal(aad(environment), form.array());
        } finally {
            Arrays.fill(form.array(), (byte) 0);
        }
    }

    static KeyringContent open(EnvironmentName environment, RootKey root, byte[] sealed, RandomBlocks random) {
        byte[] form;
        try (SealingKey wrapping = wrapping(root, random)) {
            form = wrapping.open(aad(environment), sealed);
        }
        try {
            return parse(root, ByteBuffer.wrap(form), random);
        } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException e) {
            throw new Fault(Fault.Code.INTEGRITY, "the keyring cannot be read", e);
        } finally {
            Arrays.fill(form, (byte) 0);
        }
    }

    private static KeyringContent parse(RootKey root, ByteBuffer form, RandomBlocks random) {
        int count = form.getInt();
        byte[] derivation = secret(form);
        List<EnvironmentKey> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int version = form.getInt();
            Instant created = Instant.ofEpochMilli(form.getLong());
            long encryptions = form.getLong();
            keys.add(new EnvironmentKey(version, created, encryptions, secret(form), random));
        }
        return new KeyringContent(root.copy(), derivation, keys);
    }

    private static byte[] secret(ByteBuffer form) {
        byte[] secret = new byte[SECRET_LENGTH];
        form.get(secret);
        return secret;
    }

    /// Not the root key itself, so that the root key may serve other purposes (its commitment) without one
    /// knowing of the other.
    private static SealingKey wrapping(RootKey root, RandomBlocks random) {
        byte[] key = Jdk.hkdf(root.reveal(), new byte[0], Aad.of(USE).done(), SECRET_LENGTH);
        try {
            return new SealingKey(key, random);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] aad(EnvironmentName environment) {
        return Aad.of(USE).text(environment.value()).text("keyring").done();
    }
}
