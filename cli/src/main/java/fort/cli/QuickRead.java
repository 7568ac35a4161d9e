package fort.cli;

import org.jspecify.annotations.Nullable;

/// Recognises the usual forms of `fort secret get` without picocli, whose start costs as much as all the rest:
/// 0.12 s of CPU this way and 0.22 s through picocli, both with the start-up cache.
///
/// Understands `secret get PATH` with `--field NAME`, `--mount MOUNT`, `--raw` and `--json`, each once, in
/// any order, and nothing else: whatever is not exactly that goes the long way and means there what it
/// always means. A test holds the two ways together.
final class QuickRead {
    private String path = "";
    private @Nullable String mount;
    private @Nullable String field;
    private boolean raw;
    private boolean json;

    private QuickRead() {}

    /// @return null when these arguments are to go the long way
    static @Nullable FortCommand of(String[] arguments) {
        if (arguments.length < 3 || !arguments[0].equals("secret") || !arguments[1].equals("get")) {
            return null;
        }
        QuickRead read = new QuickRead();
        for (int i = 2; i < arguments.length; i++) {
            boolean hasValue = i + 1 < arguments.length && isPlain(arguments[i + 1]);
            if (read.takes(arguments[i], hasValue ? arguments[i + 1] : "")) {
                i++;
            } else if (!read.takes(arguments[i])) {
                return null;
            }
        }
        return read.path.isEmpty() ? null : new SecretGet(read.path, read.mount, read.field, read.raw, read.json);
    }

    private boolean takes(String option, String value) {
        if (option.equals("--field") && field == null && !value.isEmpty()) {
            field = value;
            return true;
        }
        if (option.equals("--mount") && mount == null && !value.isEmpty()) {
            mount = value;
            return true;
        }
        return false;
    }

    private boolean takes(String argument) {
        if (argument.equals("--raw") && !raw) {
            raw = true;
            return true;
        }
        if (argument.equals("--json") && !json) {
            json = true;
            return true;
        }
        boolean isPath = path.isEmpty() && isPlain(argument);
        path = isPath ? argument : path;
        return isPath;
    }

    private static boolean isPlain(String argument) {
        return !argument.isEmpty() && argument.charAt(0) != '-';
    }
}
