package fort.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where a published log's files are read from: C2SP tlog-tiles, over the API or in a folder.
public interface LogSource {
    /// @param path `checkpoint`, `tile/<L>/<N>[.p/<W>]` or `tile/entries/<N>[.p/<W>]`
    /// @return null when there is no such file
    byte @Nullable [] file(String path);

    /// A log that was exported into a folder.
    static LogSource folder(Path folder) {
        return path -> {
            try {
                Path file = folder.resolve(path);
                return Files.exists(file) ? Files.readAllBytes(file) : null;
            } catch (IOException e) {
                throw new UncheckedIOException("the exported log cannot be read: " + path, e);
            }
        };
    }

    /// The log of a running server.
    static LogSource server(AuditCalls audit) {
        return path -> {
            try {
                return path.equals("checkpoint") ? audit.checkpoint() : audit.tile(path.substring("tile/".length()));
            } catch (FortException e) {
                if (e.status() == 404) {
                    return null;
                }
                throw e;
            }
        };
    }
}
