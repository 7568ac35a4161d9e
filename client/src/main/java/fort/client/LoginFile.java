package fort.client;

import fort.wire.SecretText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The tokens that `fort login` got, one for each address and environment, in a file that only its owner
/// can read.
///
/// One line for each: address, environment (`-` for none) and token, with spaces between. A file that
/// others can read is refused, not repaired: the tokens in it may already be known. Written by replacement,
/// so a reader sees the old file or the new one.
public final class LoginFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final String NO_ENVIRONMENT = "-";
    private static final int LINES_MAX = 1000;

    private final Path file;

    public LoginFile(Path file) {
        this.file = file;
    }

    /// `~/.fort/token` of this home.
    public static LoginFile of(Path home) {
        return new LoginFile(home.resolve(".fort").resolve("token"));
    }

    /// One remembered login.
    public record Login(String environment, SecretText token) {}

    /// The login for this address: the one of `environment`, or, when none is named, the one that was made
    /// last.
    public @Nullable Login find(URI address, @Nullable String environment) {
        Login found = null;
        for (String line : lines()) {
            String[] parts = line.split(" ", 3);
            // A line that is damaged remembers nothing.
            if (parts.length == 3
                    && parts[0].equals(key(address))
                    && (environment == null || environment.equals(parts[1]))) {
                found = new Login(parts[1], SecretText.of(parts[2].toCharArray()));
            }
        }
        return found;
    }

    public void put(URI address, @Nullable String environment, SecretText token) {
        List<String> lines = without(address, environment);
        lines.add(prefix(address, environment) + new String(token.bytes(), StandardCharsets.UTF_8));
        replace(lines);
    }

    /// @return false when there was none
    public boolean remove(URI address, @Nullable String environment) {
        List<String> lines = without(address, environment);
        boolean removed = lines.size() < lines().size();
        if (removed) {
            replace(lines);
        }
        return removed;
    }

    private List<String> without(URI address, @Nullable String environment) {
        List<String> kept = new ArrayList<>(lines());
        kept.removeIf(line -> line.startsWith(prefix(address, environment)));
        return kept;
    }

    private static String prefix(URI address, @Nullable String environment) {
        return key(address) + " " + Objects.requireNonNullElse(environment, NO_ENVIRONMENT) + " ";
    }

    private static String key(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    private List<String> lines() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            requireOwnerOnly();
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .limit(LINES_MAX)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the login file cannot be read: " + file, e);
        }
    }

    private void requireOwnerOnly() throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!OWNER_ONLY.containsAll(permissions)) {
            throw new IllegalStateException(
                    "others can read " + file + ": delete it, revoke its tokens and log in again");
        }
    }

    private void replace(List<String> lines) {
        try {
            Path folder = Objects.requireNonNull(file.getParent(), "a login file is in a folder");
            createPrivateFolder(folder);
            Path next = Files.createTempFile(folder, "token", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.write(next, lines, StandardCharsets.UTF_8);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the login file cannot be written: " + file, e);
        }
    }

    private static void createPrivateFolder(Path folder) throws IOException {
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            // There already: its own mode is the owner's choice, the file's mode is what protects the
            // tokens.
        }
    }
}
