package fort.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How much of the machine's memory a process holds.
final class Memory {
    private Memory() {}

    /// Resident set size as the kernel tells it, in MB (10⁶ bytes); mapped files count.
    static double residentMegabytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024 / 1e6)
                    .findFirst()
                    .orElseThrow(() -> new BenchFailure("no VmRSS for process " + pid));
        } catch (IOException broken) {
            throw new BenchFailure("process " + pid + " is gone", broken);
        }
    }
}
