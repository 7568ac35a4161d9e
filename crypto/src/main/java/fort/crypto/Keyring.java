package fort.crypto;

import fort.domain.EnvironmentName;
import fort.domain.Fault;
import fort.domain.Reveal;
import fort.domain.SecretValue;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// The keys of one environment: versioned environment keys and one derivation secret, sealed at rest under the
/// [RootKey].
///
/// - **Values** ([#seal], [#open]): each has its own random data key, wrapped under the newest environment key.
///   Destroying the wrapped key destroys the value; a rotation re-wraps 32 bytes and never touches the value.
/// - **Rows** ([#sealRow], [#openRow]): sealed directly under the newest environment key.
/// - **Derived keys** ([#derive], [#keyedHash]): HKDF-SHA256 of the derivation secret, which no rotation
///   changes, because hashes made with them are compared for years.
///
/// Every kept version opens what it sealed. Sealed bytes are bound to environment, collection, key and version
/// of the secret, each written with its length, and to the environment key's version: bytes that were moved, or
/// edited in one bit, give a Fault with INTEGRITY and never a wrong plaintext.
///
/// ## Why no nonce repeats
/// A value's data key is random and seals one message in its life, so its nonce is constant. Data keys and rows
/// are sealed by [SealingKey] (XAES-256-GCM): 192 random nonce bits, no counter to lose in a crash or a
/// restore, and no limit on messages that anybody must watch. Both hold for several nodes that share a keyring.
///
/// ## Forms
/// Value: `1` · key version (4 bytes) · nonce 24 · wrapped data key 48 · ciphertext and tag. Row: `2` · key
/// version (4) · nonce 24 · ciphertext and tag.
///
/// ## Changing it
/// [#rotate] and [#rekey] only prepare a [Next]: store its bytes durably, then [Next#activate]. A crash between
/// the two leaves a store that opens with the keys it has.
///
/// Thread-safe. After [#close] every use throws IllegalStateException.
public final class Keyring implements AutoCloseable {
    /// The most key versions kept.
    public static final int KEY_VERSIONS_MAX = 10_000;

    private static final int KEY_LENGTH = 32;
    private static final int TAG_LENGTH = 16;
    private static final byte VALUE = 1;
    private static final byte ROW = 2;
    private static final int HEADER = 1 + Integer.BYTES;
    private static final int WRAPPED = KEY_LENGTH + SealingKey.OVERHEAD;
    private static final int VALUE_START = HEADER + WRAPPED;

    private final EnvironmentName environment;
    private final RandomBlocks random;
    private final OnceKey onceKey = new OnceKey();
    private volatile KeyringContent content;
    private volatile boolean closed;

    private Keyring(EnvironmentName environment, RandomBlocks random, KeyringContent content) {
        this.environment = environment;
        this.random = random;
        this.content = content;
    }

    /// A new keyring with its first key. The root key is copied; the caller closes its own.
    public static Keyring create(EnvironmentName environment, RootKey root, SecureRandom random, Instant now) {
        RandomBlocks blocks = new RandomBlocks(random);
        EnvironmentKey first = new EnvironmentKey(1, now, 0, fresh(blocks), blocks);
        return new Keyring(environment, blocks, new KeyringContent(root.copy(), fresh(blocks), List.of(first)));
    }

    /// @throws Fault with INTEGRITY when the root key is not the one it was sealed under, or the bytes are
    ///     damaged or another environment's
    public static Keyring open(EnvironmentName environment, RootKey root, byte[] sealed, SecureRandom random) {
        RandomBlocks blocks = new RandomBlocks(random);
        return new Keyring(environment, blocks, KeyringContent.open(environment, root, sealed, blocks));
    }

    public EnvironmentName environment() {
        return environment;
    }

    /// The keyring as it is to be stored, with its counters of today.
    public byte[] sealed() {
        return sealed(content());
    }

    /// Looks twice whether the keyring is open: keys that are wiped meanwhile must not be stored as zeros.
    private byte[] sealed(KeyringContent of) {
        byte[] sealed = of.sealed(environment, random);
        content();
        return sealed;
    }

    /// A keyring that is prepared but not in use.
    public final class Next {
        private final KeyringContent base;
        private final KeyringContent next;
        private final byte[] sealed;

        private Next(KeyringContent base, KeyringContent next) {
            this.base = base;
            this.next = next;
            this.sealed = Keyring.this.sealed(next);
        }

        /// To be stored before [#activate].
        public byte[] sealed() {
            return sealed;
        }

        /// @throws IllegalStateException when the keyring has changed since this was prepared
        public void activate() {
            replace(base, next);
        }
    }

    /// Takes over the keys that another process has added to the stored keyring. Keys that are here already,
    /// and their
    /// counters, stay.
    ///
    /// @throws Fault with INTEGRITY when it was sealed under another root key, see [#adopt(RootKey,byte[])]
    public synchronized void adopt(byte[] stored) {
        KeyringContent base = content();
        content = base.joined(KeyringContent.open(environment, base.root(), stored, random));
    }

    /// Like [#adopt(byte[])], when the stored keyring is sealed under a new root key.
    ///
    /// @return false when it is not sealed under this one
    public synchronized boolean adopt(RootKey root, byte[] stored) {
        KeyringContent base = content();
        try {
            content = base.under(root.copy()).joined(KeyringContent.open(environment, root, stored, random));
            return true;
        } catch (Fault otherRoot) {
            return false;
        }
    }

    private synchronized void replace(KeyringContent base, KeyringContent next) {
        if (!content().equals(base)) {
            throw new IllegalStateException("the keyring has changed since");
        }
        content = next;
    }

    /// Prepares one more environment key. Old versions keep opening what they sealed.
    public Next rotate(Instant now) {
        KeyringContent base = content();
        EnvironmentKey next = new EnvironmentKey(base.current().version() + 1, now, 0, fresh(random), random);
        return new Next(base, base.with(next));
    }

    /// Prepares the same keys under another root key, which is copied.
    public Next rekey(RootKey root) {
        KeyringContent base = content();
        return new Next(base, base.under(root.copy()));
    }

    /// True when this keyring is sealed under that root key; constant time.
    public boolean isUnder(RootKey root) {
        return content().root().matches(root);
    }

    /// The root key's public commitment; equal in two environments only if they share a root key.
    public byte[] rootCommitment() {
        return content().root().commitment();
    }

    /// The newest key.
    public KeyStatus status() {
        return content().current().status();
    }

    /// All kept versions, ascending.
    public List<KeyStatus> versions() {
        return content().keys().stream().map(EnvironmentKey::status).toList();
    }

    /// @throws IllegalArgumentException when the place is another environment's
    public byte[] seal(Place place, SecretValue value) {
        EnvironmentKey key = content().current();
        byte[] plain = value.reveal(Reveal.granted());
        byte[] dataKey = fresh(random);
        byte[] aad = valueAad(place, key.version());
        byte[] wrapped = key.seal(aad, dataKey, HEADER);
        byte[] sealed = Arrays.copyOf(wrapped, VALUE_START + plain.length + TAG_LENGTH);
        putHeader(sealed, VALUE, key.version());
        onceKey.seal(dataKey, withoutKeyVersion(aad), plain, sealed, VALUE_START);
        Arrays.fill(dataKey, (byte) 0);
        return sealed;
    }

    /// @throws Fault with INTEGRITY when the bytes are not a value sealed for this place by a kept key
    public SecretValue open(Place place, byte[] sealed) {
        EnvironmentKey key = keyOf(sealed, VALUE, VALUE_START + TAG_LENGTH);
        byte[] aad = valueAad(place, key.version());
        byte[] dataKey = key.open(aad, sealed, HEADER, WRAPPED);
        try {
            return SecretValue.owning(onceKey.open(dataKey, withoutKeyVersion(aad), sealed, VALUE_START));
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }

    /// The version of the environment key that wraps this value's data key, or seals this row.
    ///
    /// @throws Fault with INTEGRITY when the bytes are neither
    public int keyVersion(byte[] sealed) {
        if (sealed.length < HEADER || (sealed[0] != VALUE && sealed[0] != ROW)) {
            throw malformed();
        }
        return versionIn(sealed);
    }

    /// The same value with its data key under the newest environment key; the same array when it is already.
    public byte[] rewrap(Place place, byte[] sealed) {
        EnvironmentKey old = keyOf(sealed, VALUE, VALUE_START + TAG_LENGTH);
        EnvironmentKey current = content().current();
        if (old.version() == current.version()) {
            return sealed;
        }
        byte[] dataKey = old.open(valueAad(place, old.version()), sealed, HEADER, WRAPPED);
        byte[] wrapped = current.seal(valueAad(place, current.version()), dataKey, HEADER);
        Arrays.fill(dataKey, (byte) 0);
        putHeader(wrapped, VALUE, current.version());
        byte[] result = sealed.clone();
        System.arraycopy(wrapped, 0, result, 0, VALUE_START);
        return result;
    }

    /// Seals the bytes of a row; has the shape of `fort.store.RowCipher`.
    public byte[] sealRow(String collection, String rowKey, byte[] plain) {
        EnvironmentKey key = content().current();
        byte[] sealed = key.seal(rowAad(collection, rowKey, key.version()), plain, HEADER);
        putHeader(sealed, ROW, key.version());
        return sealed;
    }

    /// @throws Fault with INTEGRITY when the bytes are not a row sealed for this place by a kept key
    public byte[] openRow(String collection, String rowKey, byte[] sealed) {
        EnvironmentKey key = keyOf(sealed, ROW, HEADER + SealingKey.OVERHEAD);
        return key.open(rowAad(collection, rowKey, key.version()), sealed, HEADER, sealed.length - HEADER);
    }

    /// 32 bytes that belong to this environment and purpose, the same through rotations and rekeys. The caller
    /// wipes them.
    ///
    /// @param purpose such as `audit/2026-11`; different purposes give unrelated keys
    public byte[] derive(String purpose) {
        byte[] info =
                Aad.of("fort/derive/1").text(environment.value()).text(purpose).done();
        byte[] derived = Jdk.hkdf(content().derivation(), new byte[0], info, KEY_LENGTH);
        content(); // a secret that was wiped meanwhile derives nothing
        return derived;
    }

    /// A keyed hash under [#derive] of this purpose.
    public KeyedHash keyedHash(String purpose) {
        byte[] key = derive(purpose);
        try {
            return new KeyedHash(key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /// A sealing key under [#derive] of this purpose.
    public SealingKey sealingKey(String purpose) {
        byte[] key = derive(purpose);
        try {
            return new SealingKey(key, random);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        KeyringContent last = content;
        last.keys().forEach(EnvironmentKey::close);
        Arrays.fill(last.derivation(), (byte) 0);
        last.root().close();
    }

    private KeyringContent content() {
        if (closed) {
            throw new IllegalStateException("the keyring was closed");
        }
        return content;
    }

    private EnvironmentKey keyOf(byte[] sealed, byte form, int lengthMin) {
        if (sealed.length < lengthMin || sealed[0] != form) {
            throw malformed();
        }
        return content().key(versionIn(sealed));
    }

    private byte[] valueAad(Place place, int keyVersion) {
        if (!place.environment().equals(environment)) {
            throw new IllegalArgumentException("the place is in another environment");
        }
        return Aad.of("fort/value/1")
                .text(environment.value())
                .text(place.collection())
                .text(place.key())
                .number(place.version())
                .number(keyVersion)
                .done();
    }

    /// The value itself is bound to its place but not to the environment key's version, so that re-wrapping
    /// need not touch it.
    private static byte[] withoutKeyVersion(byte[] aad) {
        Arrays.fill(aad, aad.length - Long.BYTES, aad.length, (byte) 0);
        return aad;
    }

    private byte[] rowAad(String collection, String rowKey, int keyVersion) {
        return Aad.of("fort/row/1")
                .text(environment.value())
                .text(collection)
                .text(rowKey)
                .number(keyVersion)
                .done();
    }

    private static void putHeader(byte[] sealed, byte form, int version) {
        sealed[0] = form;
        sealed[1] = (byte) (version >>> 24);
        sealed[2] = (byte) (version >>> 16);
        sealed[3] = (byte) (version >>> 8);
        sealed[4] = (byte) version;
    }

    private static int versionIn(byte[] sealed) {
        return ((sealed[1] & 0xff) << 24) | ((sealed[2] & 0xff) << 16) | ((sealed[3] & 0xff) << 8) | (sealed[4] & 0xff);
    }

    private static byte[] fresh(RandomBlocks random) {
        byte[] key = new byte[KEY_LENGTH];
        random.fill(key, 0, KEY_LENGTH);
        return key;
    }

    private static Fault malformed() {
        return new Fault(Fault.Code.INTEGRITY, "stored bytes fail their integrity check", "not a sealed form");
    }
}
