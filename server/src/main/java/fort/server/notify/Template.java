package fort.server.notify;

import fort.domain.Fault;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One line of text with named places, such as `{environment}`. What is put in has no line break and no control
/// character, so nobody who chose a name writes a line of his own; nothing that can be named here is a secret.
public final class Template {
    /// What a line has when the configuration says nothing.
    public static final String DEFAULT = "[{severity}] {environment}: {summary}"
            + " (kind {kind}, path {path}, by {principal} from {source}, {count} times, alert {id})";

    public static final Set<String> NAMES = Set.of(
            "severity",
            "environment",
            "summary",
            "kind",
            "path",
            "principal",
            "source",
            "operation",
            "count",
            "id",
            "time");

    /// Characters of a finished line.
    static final int LENGTH_MAX = 2_000;

    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)\\}");

    private final String text;

    /// @throws Fault with code CONFIGURATION when it names a place that there is not
    public Template(String text) {
        Set<String> unknown = unknown(text);
        if (!unknown.isEmpty()) {
            throw new Fault(Fault.Code.CONFIGURATION, "a template has no place " + String.join(", ", unknown), text);
        }
        this.text = text;
    }

    /// The places that this text names and that there are not.
    public static Set<String> unknown(String text) {
        Set<String> unknown = new TreeSet<>();
        PLACE.matcher(text).results().map(found -> found.group(1)).forEach(unknown::add);
        unknown.removeAll(NAMES);
        return unknown;
    }

    public String line(Notice notice) {
        Map<String, String> values = Map.ofEntries(
                Map.entry("severity", notice.severity().word()),
                Map.entry("environment", notice.environment()),
                Map.entry("summary", notice.summary()),
                Map.entry("kind", notice.kind()),
                Map.entry("path", notice.path()),
                Map.entry("principal", notice.principal()),
                Map.entry("source", notice.source()),
                Map.entry("operation", notice.operation()),
                Map.entry("count", Long.toString(notice.count())),
                Map.entry("id", notice.id()),
                Map.entry("time", notice.createdTime().toString()));
        StringBuilder line = new StringBuilder();
        Matcher places = PLACE.matcher(text);
        while (places.find()) {
            places.appendReplacement(line, Matcher.quoteReplacement(plain(values.getOrDefault(places.group(1), ""))));
        }
        places.appendTail(line);
        return line.length() > LENGTH_MAX ? line.substring(0, LENGTH_MAX) : line.toString();
    }

    private static String plain(String value) {
        StringBuilder plain = new StringBuilder();
        value.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
