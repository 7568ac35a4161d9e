package fort.rotation;

import fort.rotation.support.Fields;
import fort.testkit.Parts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/// The example of the guide, and programs that behave badly, in a folder that the sandbox' user may write in.
final class CommandCounterpart extends Counterpart {
    private final Path programs = Program.folder("programs");
    private final Path data = Program.folder("data");
    private final UsersFile users;

    CommandCounterpart() {
        try {
            Files.setPosixFilePermissions(programs, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
            Files.copy(
                    Parts.root().resolve("examples/rotators/users_file.py"),
                    programs.resolve("users_file.py"),
                    StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        users = new UsersFile(data);
    }

    Path programs() {
        return programs;
    }

    Path data() {
        return data;
    }

    void program(String name, String text, String rights) {
        Program.write(programs.resolve(name), text);
        try {
            Files.setPosixFilePermissions(programs.resolve(name), PosixFilePermissions.fromString(rights));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    String version() {
        return "examples/rotators/users_file.py, a user with two passwords";
    }

    @Override
    int port() {
        return 1;
    }

    @Override
    String address(int port) {
        return "";
    }

    @Override
    String administrator() {
        return "";
    }

    @Override
    String wrongAdministrator() {
        return "";
    }

    @Override
    Secret fresh() {
        return users.fresh();
    }

    @Override
    boolean login(String value) {
        Fields fields = Fields.parse(value.getBytes(StandardCharsets.UTF_8), "a test's value");
        try {
            String all = Files.readString(users.path());
            String mine = all.replaceFirst("(?s).*\"" + fields.required("username") + "\":\\s*\\{([^}]*)}.*", "$1");
            return mine.contains(RedisCounterpart.hash(fields.required("password")));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    Traits traits() {
        return new Traits(true, true, false, false);
    }

    @Override
    public void close() {
        try {
            for (Path folder : new Path[] {programs, data}) {
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path file : files.toList()) {
                        Files.delete(file);
                    }
                }
                Files.delete(folder);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
