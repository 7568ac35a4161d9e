package fort.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.slf4j.LoggerFactory;

/// Everything that was said while a test ran, in logs and in exceptions, so that values can be looked for in it.
final class Said implements AutoCloseable {
    private final ConcurrentLinkedQueue<String> sentences = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            sentences.add(event.getFormattedMessage());
        }
    };
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            sentences.add(String.valueOf(record.getMessage()));
            Object[] parameters = record.getParameters();
            if (parameters != null) {
                for (Object parameter : parameters) {
                    sentences.add(String.valueOf(parameter));
                }
            }
            add(record.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    Said() {
        root.detachAndStopAllAppenders();
        root.setLevel(ch.qos.logback.classic.Level.DEBUG);
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
        java.util.logging.Logger other = LogManager.getLogManager().getLogger("");
        for (Handler old : other.getHandlers()) {
            other.removeHandler(old);
        }
        handler.setLevel(Level.ALL);
        other.setLevel(Level.FINE);
        other.addHandler(handler);
    }

    void add(@org.jspecify.annotations.Nullable Throwable failure) {
        if (failure != null) {
            StringWriter text = new StringWriter();
            failure.printStackTrace(new PrintWriter(text));
            sentences.add(text.toString());
        }
    }

    void add(String text) {
        sentences.add(text);
    }

    boolean contains(String part) {
        return sentences.stream().anyMatch(sentence -> sentence.contains(part));
    }

    /// Not by `contains` of the assertion library, whose failure would print the value.
    void holdNoneOf(Collection<String> values) {
        assertThat(values.stream().filter(this::contains).count())
                .as("values that occur in logs, messages or the target's own log")
                .isZero();
        sentences.clear();
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        LogManager.getLogManager().getLogger("").removeHandler(handler);
    }
}
