package fort.server.log;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/// Sends what libraries write to `java.util.logging` to the one log: warnings and worse, without their parameters.
public final class PlatformLog extends Handler {
    private PlatformLog() {}

    public static void redirect() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.setLevel(Level.WARNING);
        root.addHandler(new PlatformLog());
    }

    @Override
    public void publish(LogRecord event) {
        if (event.getLevel().intValue() >= Level.WARNING.intValue()) {
            LoggerFactory.getLogger(String.valueOf(event.getLoggerName()))
                    .warn("{}", event.getThrown() == null ? event.getMessage() : "a library failed", event.getThrown());
        }
    }

    @Override
    public void flush() {
        // the log behind it writes through
    }

    @Override
    public void close() {
        // nothing is held
    }
}
