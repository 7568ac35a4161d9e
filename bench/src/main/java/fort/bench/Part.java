package fort.bench;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// What can be measured alone, by `--only`.
enum Part {
    READS,
    WRITES,
    MIX,
    LATENCY,
    START,
    MEMORY,
    CLI,
    /// The same over TLS.
    TLS,
    /// Fort on SQLite beside OpenBao on raft.
    RAFT,
    /// Both on PostgreSQL.
    POSTGRESQL;

    static Set<Part> parse(String list) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String name : list.split(",")) {
            parts.add(valueOf(name.strip().toUpperCase(Locale.ROOT)));
        }
        if (!parts.contains(RAFT) && !parts.contains(POSTGRESQL)) {
            parts.addAll(EnumSet.of(RAFT, POSTGRESQL));
        }
        return parts;
    }
}
