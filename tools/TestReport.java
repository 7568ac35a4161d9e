import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads the XML that Surefire left in all modules and says what a person wants to know: counts by module, every failure,
/// every skipped test with its reason, which real counterparts took part, and how large the code is.
///
/// The last line is `N passed, N failed, N skipped`. Exit code 1 when something failed or when no test ran at all.
///
/// Run by `./fort test` in Java's source launch mode: `java tools/TestReport.java ROOT`.
final class TestReport {
    private record Case(String module, String name, Kind kind, String reason, double seconds) {}

    private enum Kind {
        PASSED,
        FAILED,
        SKIPPED
    }

    private static final int FELT_SECONDS = 20;

    private TestReport() {}

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]).toAbsolutePath().normalize();
        List<Case> cases = new ArrayList<>();
        for (Path file : files(root, "*/target/surefire-reports/TEST-*.xml")) {
            cases.addAll(read(root.relativize(file).getName(0).toString(), file));
        }
        byModule(cases);
        slowest(cases);
        each(cases, Kind.SKIPPED, "Skipped");
        each(cases, Kind.FAILED, "Failed");
        counterparts(root.resolve("target/evidence"));
        codeSize(root);
        System.out.printf(
                "%n%d passed, %d failed, %d skipped%n",
                count(cases, Kind.PASSED), count(cases, Kind.FAILED), count(cases, Kind.SKIPPED));
        System.exit(count(cases, Kind.FAILED) > 0 || cases.isEmpty() ? 1 : 0);
    }

    private static List<Case> read(String module, Path file) throws IOException {
        List<Case> cases = new ArrayList<>();
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            String name = "";
            double seconds = 0;
            Kind kind = Kind.PASSED;
            String reason = "";
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamReader.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "testcase" -> {
                            name = simple(xml.getAttributeValue(null, "classname")) + "."
                                    + xml.getAttributeValue(null, "name");
                            seconds = number(xml.getAttributeValue(null, "time"));
                            kind = Kind.PASSED;
                            reason = "";
                        }
                        case "failure", "error" -> {
                            kind = Kind.FAILED;
                            reason = firstLine(xml.getAttributeValue(null, "message"));
                        }
                        case "skipped" -> {
                            kind = Kind.SKIPPED;
                            reason = firstLine(xml.getAttributeValue(null, "message"));
                        }
                        default -> {}
                    }
                } else if (event == XMLStreamReader.END_ELEMENT && xml.getLocalName().equals("testcase")) {
                    cases.add(new Case(module, name, kind, reason, seconds));
                }
            }
            return cases;
        } catch (XMLStreamException broken) {
            // A JVM that was killed leaves half a report: that is a failure, and must be counted as one.
            return List.of(new Case(module, file.getFileName().toString(), Kind.FAILED, "report cannot be read", 0));
        }
    }

    private static void byModule(List<Case> cases) {
        Map<String, List<Case>> modules = new TreeMap<>();
        cases.forEach(one -> modules.computeIfAbsent(one.module, _ -> new ArrayList<>()).add(one));
        System.out.printf("%n%-12s %8s %8s %8s %9s%n", "module", "passed", "failed", "skipped", "seconds");
        modules.forEach((module, own) -> System.out.printf(
                "%-12s %8d %8d %8d %9.1f%n",
                module,
                count(own, Kind.PASSED),
                count(own, Kind.FAILED),
                count(own, Kind.SKIPPED),
                own.stream().mapToDouble(Case::seconds).sum()));
    }

    /// The suites that are felt, so that a slow one is noticed before it is a habit.
    private static void slowest(List<Case> cases) {
        Map<String, Double> suites = new TreeMap<>();
        cases.forEach(one -> suites.merge(
                one.module + " " + one.name.substring(0, one.name.indexOf('.') + 1), one.seconds, Double::sum));
        List<Map.Entry<String, Double>> slow = suites.entrySet().stream()
                .filter(suite -> suite.getValue() > FELT_SECONDS)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .toList();
        if (!slow.isEmpty()) {
            System.out.printf("%nSuites of more than %d seconds:%n", FELT_SECONDS);
            slow.forEach(suite -> System.out.printf(
                    "  %-50s %9.1f%n", suite.getKey().substring(0, suite.getKey().length() - 1), suite.getValue()));
        }
    }

    private static void each(List<Case> cases, Kind kind, String title) {
        List<Case> those = cases.stream().filter(one -> one.kind == kind).toList();
        if (!those.isEmpty()) {
            System.out.printf("%n%s:%n", title);
            those.forEach(one -> System.out.printf("  %s %s: %s%n", one.module, one.name, one.reason));
        }
    }

    /// Suites that run against something real write a file there: `NAME.txt`, its first line saying what took part.
    private static void counterparts(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        System.out.printf("%nReal counterparts that took part:%n");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().filter(one -> one.toString().endsWith(".txt")).toList()) {
                System.out.println("  " + firstLine(Files.readString(file)));
            }
        }
    }

    private static void codeSize(Path root) throws IOException {
        int[] shipped = lines(files(root, "*/src/main/java/**.java"));
        int[] tests = lines(files(root, "*/src/test/java/**.java"));
        System.out.printf("%nCode: %s; tests: %s%n", describe(shipped), describe(tests));
    }

    private static String describe(int[] lines) {
        return lines.length == 0
                ? "none"
                : "%d files, %d lines, median %d, p90 %d"
                        .formatted(
                                lines.length,
                                IntStream.of(lines).sum(),
                                lines[lines.length / 2],
                                lines[lines.length * 9 / 10]);
    }

    private static int[] lines(List<Path> files) throws IOException {
        int[] counts = new int[files.size()];
        for (int i = 0; i < counts.length; i++) {
            try (Stream<String> lines = Files.lines(files.get(i))) {
                counts[i] = (int) lines.count();
            }
        }
        return IntStream.of(counts).sorted().toArray();
    }

    private static List<Path> files(Path root, String glob) throws IOException {
        var matcher = root.getFileSystem().getPathMatcher("glob:" + root + "/" + glob);
        List<Path> found = new ArrayList<>();
        try (Stream<Path> modules = Files.list(root)) {
            for (Path module : modules.filter(one -> Files.exists(one.resolve("pom.xml"))).sorted().toList()) {
                try (Stream<Path> all = Files.walk(module)) {
                    all.filter(matcher::matches).sorted().forEach(found::add);
                }
            }
        }
        return found;
    }

    private static long count(List<Case> cases, Kind kind) {
        return cases.stream().filter(one -> one.kind == kind).count();
    }

    private static String simple(String className) {
        return className == null ? "?" : className.substring(className.lastIndexOf('.') + 1);
    }

    private static double number(String text) {
        return text == null ? 0 : Double.parseDouble(text.replace(",", ""));
    }

    private static String firstLine(String text) {
        return text == null ? "" : text.lines().findFirst().orElse("");
    }
}
