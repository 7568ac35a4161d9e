package fort.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A folder in the `tlog-tiles` layout as an attacker handles it: reads entries, changes files, writes whole
/// logs anew. Shares no code with the log itself but the hash functions.
record LogFiles(Path folder) {
    List<byte[]> entries(int size) {
        List<byte[]> entries = new ArrayList<>();
        for (int first = 0; first < size; first += 256) {
            byte[] bundle = read(bundleName(first / 256, size));
            for (int at = 0; at < bundle.length; ) {
                int length = (bundle[at] & 0xff) * 256 + (bundle[at + 1] & 0xff);
                entries.add(Arrays.copyOfRange(bundle, at + 2, at + 2 + length));
                at += 2 + length;
            }
        }
        return entries;
    }

    /// Writes tiles and bundles of a tree over these entries; returns its root.
    byte[] write(List<byte[]> entries) {
        deleteTiles();
        for (int first = 0; first < entries.size(); first += 256) {
            List<byte[]> some = entries.subList(first, Math.min(entries.size(), first + 256));
            write(bundleName(first / 256, entries.size()), bundle(some));
        }
        List<byte[]> level = entries.stream().map(Merkle::leafHash).toList();
        for (int number = 0; !level.isEmpty(); number++) {
            level = writeLevel(number, level);
        }
        return root(entries.stream().map(Merkle::leafHash).toList());
    }

    private List<byte[]> writeLevel(int level, List<byte[]> hashes) {
        List<byte[]> above = new ArrayList<>();
        for (int first = 0; first < hashes.size(); first += 256) {
            List<byte[]> tile = hashes.subList(first, Math.min(hashes.size(), first + 256));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            tile.forEach(bytes::writeBytes);
            write(tileName("" + level, first / 256, tile.size()), bytes.toByteArray());
            if (tile.size() == 256) {
                above.add(root(tile));
            }
        }
        return above;
    }

    static byte[] root(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return Merkle.emptyRoot();
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return Merkle.nodeHash(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    static byte[] bundle(List<byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            bytes.write(entry.length >> 8);
            bytes.write(entry.length);
            bytes.writeBytes(entry);
        }
        return bytes.toByteArray();
    }

    static String bundleName(int number, int size) {
        return tileName("entries", number, Math.min(256, size - number * 256));
    }

    static String tileName(String level, int number, int width) {
        return "tile/%s/%03d%s".formatted(level, number, width == 256 ? "" : ".p/" + width);
    }

    byte[] read(String name) {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String name, byte[] bytes) {
        try {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String name) {
        try {
            Files.delete(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deleteTiles() {
        try (Stream<Path> files = Files.walk(folder.resolve("tile"))) {
            files.filter(Files::isRegularFile).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void copyTo(Path target) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = target.resolve(folder.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<byte[]> remembered() {
        Path notes = folder.resolve("remembered");
        if (!Files.isDirectory(notes)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(notes)) {
            return files.sorted()
                    .map(file -> read("remembered/" + file.getFileName()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
