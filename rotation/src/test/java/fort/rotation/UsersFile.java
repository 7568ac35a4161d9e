package fort.rotation;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The application of `examples/rotators`: its users, made before it starts.
final class UsersFile {
    private static final int USERS = 200;

    private final Path file;
    private final AtomicInteger number = new AtomicInteger();

    UsersFile(Path folder) {
        file = folder.resolve("users.json");
        Program.write(
                file,
                IntStream.rangeClosed(1, USERS)
                        .mapToObj(i -> "\"app_%d\":{\"hashes\":[\"%s\"]}".formatted(i, RedisCounterpart.hash(first(i))))
                        .collect(Collectors.joining(",", "{", "}")));
    }

    Path path() {
        return file;
    }

    Counterpart.Secret fresh() {
        int user = number.incrementAndGet();
        return new Counterpart.Secret(
                "{\"username\":\"app_%d\",\"password\":\"%s\"}".formatted(user, first(user)),
                Map.of("program", "users_file.py", "file", file.toString()));
    }

    private static String first(int user) {
        return "first-password-" + user;
    }
}
