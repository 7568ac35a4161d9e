package fort.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// A published log made the slow way, straight from the definitions of RFC 6962 and C2SP: shares no code
/// with what it tests.
final class TestLog {
    static final String ORIGIN = "fort.example/test/production";

    final Map<String, byte[]> files = new HashMap<>();
    final byte[] root;
    private final KeyPair keys;

    TestLog(List<byte[]> records) throws GeneralSecurityException {
        this(records, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    }

    TestLog(List<byte[]> records, KeyPair keys) throws GeneralSecurityException {
        this.keys = keys;
        List<byte[]> hashes = new ArrayList<>();
        for (byte[] record : records) {
            hashes.add(hash(new byte[] {0}, record, new byte[0]));
        }
        root = treeHash(hashes);
        writeEntries(records);
        writeTiles(hashes);
        files.put(
                "checkpoint",
                note(ORIGIN + "\n" + records.size() + "\n" + Base64.getEncoder().encodeToString(root) + "\n"));
    }

    static List<byte[]> records(int count) {
        List<byte[]> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(("record " + i).getBytes(StandardCharsets.UTF_8));
        }
        return records;
    }

    KeyPair keys() {
        return keys;
    }

    String verifierKey() throws GeneralSecurityException {
        byte[] typed = typedKey();
        return ORIGIN + "+" + HexFormat.of().formatHex(keyHash()) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    byte[] note(String text) throws GeneralSecurityException {
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(keys.getPrivate());
        signer.update(text.getBytes(StandardCharsets.UTF_8));
        byte[] signature = signer.sign();
        byte[] line = Arrays.copyOf(keyHash(), 4 + signature.length);
        System.arraycopy(signature, 0, line, 4, signature.length);
        return (text + "\n\u2014 " + ORIGIN + " " + Base64.getEncoder().encodeToString(line) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] typedKey() {
        byte[] encoded = keys.getPublic().getEncoded();
        byte[] typed = new byte[33];
        typed[0] = 1;
        System.arraycopy(encoded, encoded.length - 32, typed, 1, 32);
        return typed;
    }

    private byte[] keyHash() throws GeneralSecurityException {
        return Arrays.copyOf(hash((ORIGIN + "\n").getBytes(StandardCharsets.UTF_8), typedKey(), new byte[0]), 4);
    }

    private void writeEntries(List<byte[]> records) {
        for (int start = 0; start < records.size(); start += 256) {
            List<byte[]> part = records.subList(start, Math.min(records.size(), start + 256));
            ByteArrayOutputStream bundle = new ByteArrayOutputStream();
            for (byte[] record : part) {
                bundle.write(record.length >> 8);
                bundle.write(record.length);
                bundle.writeBytes(record);
            }
            files.put("tile/entries/" + name(start / 256, part.size()), bundle.toByteArray());
        }
    }

    private void writeTiles(List<byte[]> leaves) throws GeneralSecurityException {
        List<byte[]> nodes = leaves;
        for (int level = 0; !nodes.isEmpty(); level++) {
            List<byte[]> above = new ArrayList<>();
            for (int start = 0; start < nodes.size(); start += 256) {
                List<byte[]> part = nodes.subList(start, Math.min(nodes.size(), start + 256));
                ByteArrayOutputStream tile = new ByteArrayOutputStream();
                part.forEach(tile::writeBytes);
                files.put("tile/" + level + "/" + name(start / 256, part.size()), tile.toByteArray());
                if (part.size() == 256) {
                    above.add(treeHash(part));
                }
            }
            nodes = above;
        }
    }

    private static String name(int number, int width) {
        String name = "%03d".formatted(number % 1000);
        if (number >= 1000) {
            name = "x%03d/".formatted(number / 1000) + name;
        }
        return width == 256 ? name : name + ".p/" + width;
    }

    static byte[] treeHash(List<byte[]> hashes) throws GeneralSecurityException {
        if (hashes.isEmpty()) {
            return hash(new byte[0], new byte[0], new byte[0]);
        }
        if (hashes.size() == 1) {
            return hashes.getFirst();
        }
        int split = Integer.highestOneBit(hashes.size() - 1);
        return hash(new byte[] {1}, treeHash(hashes.subList(0, split)), treeHash(hashes.subList(split, hashes.size())));
    }

    /// RFC 6962, 2.1.1.
    static List<byte[]> path(int index, List<byte[]> hashes) throws GeneralSecurityException {
        if (hashes.size() <= 1) {
            return List.of();
        }
        int split = Integer.highestOneBit(hashes.size() - 1);
        List<byte[]> path;
        if (index < split) {
            path = new ArrayList<>(path(index, hashes.subList(0, split)));
            path.add(treeHash(hashes.subList(split, hashes.size())));
        } else {
            path = new ArrayList<>(path(index - split, hashes.subList(split, hashes.size())));
            path.add(treeHash(hashes.subList(0, split)));
        }
        return path;
    }

    static byte[] hash(byte[] first, byte[] second, byte[] third) throws GeneralSecurityException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(first);
        sha256.update(second);
        return sha256.digest(third);
    }
}
