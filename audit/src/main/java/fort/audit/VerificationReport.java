package fort.audit;

import java.util.List;
import java.util.OptionalLong;

/// What a verification found.
///
/// @param size leaves covered by the signed checkpoint
/// @param firstBad the first record that is not as it was signed, when one can be named
/// @param findings what is wrong, one sentence each; empty means the log is as it was signed
/// @param notices what does not break the log but deserves a look, such as timestamps that go backwards; at
///     most [#NOTICES_MAX]
public record VerificationReport(long size, OptionalLong firstBad, List<String> findings, List<String> notices) {
    public static final int NOTICES_MAX = 100;

    public VerificationReport {
        findings = List.copyOf(findings);
        notices = List.copyOf(notices);
    }

    public boolean good() {
        return findings.isEmpty();
    }
}
