package fort.client;

import fort.wire.Audit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/// Checks a published log from its sealed records up, and trusts nothing that it can compute: RFC 6962
/// hashes, C2SP tiles and checkpoints.
///
/// Needs no key to a record's content. It finds: an edited, removed, added or moved record (the leaf hashes
/// give another root), a false tile, a checkpoint that nobody signed, and, with a checkpoint seen earlier,
/// a log that was rolled back or forked. Written apart from the server's own verifier on purpose: two
/// opinions.
public final class LogVerifier {
    /// Problems listed at most; the rest would say the same.
    static final int PROBLEMS_MAX = 20;

    private final LogSource source;
    private final Tiles tiles;
    private final List<NoteKey> keys;
    private final List<KnownCheckpoint> known;
    private final LongConsumer progress;
    private final List<String> problems = new ArrayList<>();
    private final Tree tree = new Tree();
    private final List<Level> levels = new ArrayList<>();

    /// @param verifierKeys the log's own, and those of witnesses that must have cosigned
    /// @param known checkpoints from earlier checks, or from elsewhere: the log must still hold them
    /// @param progress hears how many records were checked
    /// @throws IllegalArgumentException when a key is none
    public LogVerifier(
            LogSource source, List<String> verifierKeys, List<KnownCheckpoint> known, LongConsumer progress) {
        this.source = source;
        this.tiles = new Tiles(source);
        this.keys = verifierKeys.stream().map(NoteKey::parse).toList();
        this.known = List.copyOf(known);
        this.progress = progress;
    }

    /// The hashes of one level's unfinished tile.
    private static final class Level {
        private final List<byte[]> hashes = new ArrayList<>(Tiles.WIDTH);
        private long tile;
    }

    /// Reads the whole log. To be called once.
    public LogReport verify() {
        byte[] note = source.file("checkpoint");
        if (note == null) {
            return new LogReport("", 0, new byte[0], List.of(), List.of("there is no checkpoint"));
        }
        try {
            return verify(SignedCheckpoint.parse(note));
        } catch (IllegalArgumentException e) {
            return new LogReport(
                    "", 0, new byte[0], List.of(), List.of("the checkpoint cannot be read: " + e.getMessage()));
        }
    }

    private LogReport verify(SignedCheckpoint checkpoint) {
        List<String> witnesses = checkSignatures(checkpoint);
        checkKnown(checkpoint);
        if (readRecords(checkpoint.size())) {
            finishTiles();
            if (!Arrays.equals(tree.root(), checkpoint.root())) {
                problem("the records do not give the checkpoint's root");
            }
        }
        return new LogReport(checkpoint.origin(), checkpoint.size(), checkpoint.root(), witnesses, problems);
    }

    private List<String> checkSignatures(SignedCheckpoint checkpoint) {
        List<String> witnesses = new ArrayList<>();
        boolean signed = false;
        for (NoteKey key : keys) {
            boolean holds = checkpoint.signedBy(key);
            if (key.isWitness() && holds) {
                witnesses.add(key.name());
            } else if (key.isWitness()) {
                problem("the witness " + key.name() + " has not cosigned the checkpoint");
            } else {
                signed |= holds && key.name().equals(checkpoint.origin());
            }
        }
        if (!signed) {
            problem("the checkpoint is not signed by the log's key");
        }
        return witnesses;
    }

    private void checkKnown(SignedCheckpoint checkpoint) {
        for (KnownCheckpoint seen : known) {
            if (!seen.origin().equals(checkpoint.origin())) {
                problem("this is another log than the one checked before: " + checkpoint.origin());
            }
            if (seen.size() > checkpoint.size()) {
                problem("the log was rolled back: it had " + seen.size() + " records and now has " + checkpoint.size());
            }
        }
    }

    private boolean readRecords(long size) {
        compareWithKnown();
        for (long number = 0; tree.size() < size; number++) {
            long first = tree.size();
            int width = (int) Math.min(Tiles.WIDTH, size - first);
            Tiles.Published bundle = tiles.entries(number, width);
            if (bundle == null) {
                problem("the records from " + first + " on are not there");
                return false;
            }
            if (!readBundle(bundle, width)) {
                problem("the bundle that begins with record " + first + " is malformed");
                return false;
            }
            progress.accept(tree.size());
        }
        return true;
    }

    /// @return false when the bundle does not hold exactly as many records as its name says
    private boolean readBundle(Tiles.Published published, int width) {
        byte[] bundle = published.bytes();
        int offset = 0;
        for (int i = 0; i < published.width(); i++) {
            int start = offset + 2;
            if (start > bundle.length) {
                return false;
            }
            int length = (bundle[offset] & 0xff) << 8 | (bundle[offset + 1] & 0xff);
            offset = start + length;
            if (offset > bundle.length) {
                return false;
            }
            if (i < width) {
                addRecord(tree.leafHash(bundle, start, length));
            }
        }
        return offset == bundle.length;
    }

    private void addRecord(byte[] leaf) {
        tree.add(leaf);
        addToTile(0, leaf);
        compareWithKnown();
    }

    private void compareWithKnown() {
        for (KnownCheckpoint seen : known) {
            if (seen.size() == tree.size() && !Arrays.equals(seen.root(), tree.root())) {
                problem("the log was forked: its first " + seen.size() + " records are not those checked before");
            }
        }
    }

    private void addToTile(int number, byte[] hash) {
        if (number == levels.size()) {
            levels.add(new Level());
        }
        Level level = levels.get(number);
        level.hashes.add(hash);
        if (level.hashes.size() == Tiles.WIDTH) {
            compareTile(number, level);
            addToTile(number + 1, rootOfTile(level.hashes));
            level.hashes.clear();
            level.tile++;
        }
    }

    private void finishTiles() {
        for (int number = 0; number < levels.size(); number++) {
            Level level = levels.get(number);
            if (!level.hashes.isEmpty()) {
                compareTile(number, level);
            }
        }
    }

    private void compareTile(int number, Level level) {
        byte[] published = tiles.hashes(number, level.tile, level.hashes.size());
        String name = "tile/" + number + "/" + Tiles.name(level.tile);
        if (published == null) {
            problem(name + " is not there or has another size");
            return;
        }
        for (int i = 0; i < level.hashes.size(); i++) {
            int start = i * Tree.HASH_BYTES;
            if (!Arrays.equals(level.hashes.get(i), Arrays.copyOfRange(published, start, start + Tree.HASH_BYTES))) {
                long index = level.tile * Tiles.WIDTH + i;
                problem(
                        number == 0
                                ? "record " + index + " is not the one that " + name + " says"
                                : name + " is false");
                return;
            }
        }
    }

    /// 256 is a power of two, so a full tile is a perfect subtree.
    private byte[] rootOfTile(List<byte[]> hashes) {
        List<byte[]> level = hashes;
        while (level.size() > 1) {
            List<byte[]> above = new ArrayList<>(level.size() / 2);
            for (int i = 0; i < level.size(); i += 2) {
                above.add(tree.nodeHash(level.get(i), level.get(i + 1)));
            }
            level = above;
        }
        return level.getFirst();
    }

    private void problem(String text) {
        if (problems.size() < PROBLEMS_MAX) {
            problems.add(text);
        }
    }

    /// Checks a receipt's proof without the server: the leaf is under a checkpoint that the log's key
    /// signed.
    ///
    /// @param receipt as it was kept: `origin:index:hash`
    /// @return problems; empty when the proof holds
    public static List<String> check(String receipt, Audit.Proof proof, List<String> verifierKeys) {
        try {
            return ReceiptCheck.problems(
                    receipt, proof, verifierKeys.stream().map(NoteKey::parse).toList());
        } catch (IllegalArgumentException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }
}
