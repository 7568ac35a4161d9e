package fort.laws;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The project as the laws see it: the compiled classes of all rooms, and the text of all sources.
final class House {
    static final Path ROOT =
            Path.of(System.getProperty("fort.root", "..")).toAbsolutePath().normalize();

    /// Rooms that are shipped, in the order of the build.
    static final List<String> ROOMS = List.of(
            "domain",
            "crypto",
            "store",
            "audit",
            "identity",
            "access",
            "gate",
            "rotation",
            "wire",
            "server",
            "client",
            "cli");

    private static final List<String> TOOLS = List.of("testkit", "compat", "laws", "bench");

    private static final JavaClasses CLASSES = imported();

    private House() {}

    /// The classes of the shipped rooms; tests are not among them.
    static JavaClasses classes() {
        return CLASSES;
    }

    private static JavaClasses imported() {
        return new ClassFileImporter()
                .importPaths(ROOMS.stream()
                        .map(room -> ROOT.resolve(room).resolve("target/classes"))
                        .filter(Files::isDirectory)
                        .toList());
    }

    /// Every Java file of every module, those of tests too.
    static List<Source> sources() {
        return Stream.concat(ROOMS.stream(), TOOLS.stream())
                .map(room -> ROOT.resolve(room).resolve("src"))
                .filter(Files::isDirectory)
                .flatMap(House::javaFiles)
                .toList();
    }

    /// The documents in Markdown, at the top and under `docs`.
    static List<Path> documents() {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Stream<Source> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().map(Source::of).toList().stream();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// @param path from the top folder, with slashes
    /// @param room the top folder the file is in
    /// @param shipped whether it is part of the product, not of its tests
    record Source(String path, String room, boolean shipped, List<String> lines) {
        static Source of(Path file) {
            Path relative = ROOT.relativize(file);
            String room = relative.getName(0).toString();
            boolean shipped = ROOMS.contains(room) && relative.startsWith(Path.of(room, "src", "main"));
            return new Source(
                    relative.toString().replace('\\', '/'),
                    room,
                    shipped,
                    read(file).lines().toList());
        }

        String simpleName() {
            String file = path.substring(path.lastIndexOf('/') + 1);
            return file.substring(0, file.length() - ".java".length());
        }

        String at(int index) {
            return path + ":" + (index + 1);
        }
    }
}
