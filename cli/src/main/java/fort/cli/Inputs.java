package fort.cli;

import fort.wire.SecretText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Takes secrets in: from stdin, a file or a prompt, and never from an argument, which every process on the
/// machine can read.
final class Inputs {
    /// Bytes taken from one file or stdin.
    static final int BYTES_MAX = 64 * 1024 * 1024;

    private final Surroundings surroundings;

    Inputs(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// All of stdin, as it is.
    byte[] stdin() {
        return read(surroundings.in(), "stdin");
    }

    /// A file as it is; `-` is stdin.
    byte[] file(Path file) {
        if (file.toString().equals("-")) {
            return stdin();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw new Misuse("cannot read " + file);
        }
    }

    /// Stdin without the line end that `echo` adds.
    SecretText stdinLine() {
        return withoutLineEnd(stdin());
    }

    /// From the file when one is named (`-` is stdin), else from a prompt.
    SecretText secret(@Nullable Path file, String question) {
        return file == null ? surroundings.terminal().askSecret(question) : withoutLineEnd(file(file));
    }

    /// A new secret: a prompt asks twice.
    SecretText newSecret(@Nullable Path file, String question) {
        SecretText first = secret(file, question);
        if (file == null) {
            SecretText second = surroundings.terminal().askSecret(question + " (again)");
            if (!Arrays.equals(first.bytes(), second.bytes())) {
                throw new Misuse("the two are not the same");
            }
            second.wipe();
        }
        return first;
    }

    private static SecretText withoutLineEnd(byte[] bytes) {
        int length = bytes.length;
        if (length > 0 && bytes[length - 1] == '\n') {
            length--;
        }
        if (length > 0 && length < bytes.length && bytes[length - 1] == '\r') {
            length--;
        }
        SecretText text = SecretText.owning(Arrays.copyOf(bytes, length));
        Arrays.fill(bytes, (byte) 0);
        return text;
    }

    /// @throws Misuse when the bytes are not UTF-8, which a JSON text has to be
    static byte[] requireText(byte[] bytes, String from) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return bytes;
        } catch (CharacterCodingException e) {
            throw new Misuse(from + " is not UTF-8 text; encode it first, for example with base64");
        }
    }

    private static byte[] read(InputStream in, String name) {
        try {
            byte[] bytes = in.readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) {
                throw new Misuse(name + " has more than " + BYTES_MAX + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
