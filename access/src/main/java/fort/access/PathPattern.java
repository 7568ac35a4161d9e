package fort.access;

/// A rule's path, ready to match. Three kinds, as on OpenBao: exact; prefix (a trailing `*` and no `+` segment);
/// segmented (a `+` segment anywhere, with or without a trailing `*`).
///
/// Matching walks the path once and never goes back.
///
/// @param written as in the policy, templates filled in
/// @param text without the trailing `*`
/// @param glob whether there was one
/// @param segmented whether segments are compared one by one
/// @param segments of the text, split at `/`; empty unless segmented
/// @param head the literal segments before the first `+`: what most other paths do not start with
record PathPattern(String written, String text, boolean glob, boolean segmented, String[] segments, String head) {
    static final String ANY_SEGMENT = "+";

    static PathPattern of(String path) {
        boolean segmented = path.equals("+") || path.contains("/+") || path.startsWith("+/");
        boolean glob = path.endsWith("*");
        String text = glob ? path.substring(0, path.length() - 1) : path;
        String[] segments = segmented ? text.split("/", -1) : new String[0];
        return new PathPattern(path, text, glob, segmented, segments, head(segments));
    }

    /// Ends with a slash, unless it is empty; never holds the last segment, which may be a prefix only.
    private static String head(String[] segments) {
        StringBuilder head = new StringBuilder();
        for (int i = 0; i < segments.length - 1 && !segments[i].equals(ANY_SEGMENT); i++) {
            head.append(segments[i]).append('/');
        }
        return head.toString();
    }

    boolean matchesSegments(String path) {
        if (!path.startsWith(head)) {
            return false;
        }
        int start = 0;
        int last = segments.length - 1;
        for (int i = 0; i <= last; i++) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (!matchesSegment(segments[i], glob && i == last, path, start, end)) {
                return false;
            }
            if (i == last) {
                return glob || slash < 0;
            }
            if (slash < 0) {
                return false;
            }
            start = end + 1;
        }
        return false;
    }

    private static boolean matchesSegment(String segment, boolean prefix, String path, int start, int end) {
        if (segment.equals(ANY_SEGMENT)) {
            return true;
        }
        int length = end - start;
        return (prefix ? segment.length() <= length : segment.length() == length) && path.startsWith(segment, start);
    }

    /// Whether a path below the mount could match: the mount's own segments agree with the first ones of this
    /// pattern.
    boolean reachesBelow(String mountPrefix) {
        String[] mount = mountPrefix.split("/", -1);
        for (int i = 0; i < mount.length - 1; i++) {
            if (i >= segments.length) {
                return false;
            }
            boolean last = i == segments.length - 1;
            if (!matchesSegment(segments[i], glob && last, mount[i], 0, mount[i].length())) {
                return false;
            }
            if (last) {
                return glob || i == mount.length - 2;
            }
        }
        return true;
    }
}
