package fort.rotation.x509;

import fort.rotation.RotationContext;
import fort.rotation.support.Failures;
import fort.rotation.support.Fields;
import fort.rotation.support.Keys;
import java.security.cert.CertificateParsingException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// For whom a certificate is: DNS names and IP addresses, the first of them also its subject.
final class Names {
    /// More than any server has.
    private static final int NAMES_MAX = 100;

    private Names() {}

    static List<String> of(RotationContext context, Fields current) {
        String option = context.settings().options().getOrDefault("names", "");
        List<String> names = option.isEmpty()
                ? current.text("certificate").map(Names::ofCertificate).orElse(List.of())
                : Arrays.stream(option.split(",")).map(String::strip).toList();
        boolean plain = names.stream().allMatch(name -> name.matches("[A-Za-z0-9*][A-Za-z0-9.:-]{0,252}"));
        if (names.isEmpty() || names.size() > NAMES_MAX || !plain) {
            throw Failures.permanent("option \"names\" has 1 to " + NAMES_MAX + " DNS names or addresses", null);
        }
        return names;
    }

    static boolean isAddress(String name) {
        return name.contains(":") || name.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    }

    private static List<String> ofCertificate(String pem) {
        try {
            Collection<List<?>> found = Keys.certificate(pem).getSubjectAlternativeNames();
            return found == null
                    ? List.of()
                    : found.stream().map(name -> String.valueOf(name.get(1))).toList();
        } catch (CertificateParsingException unreadable) {
            throw Failures.permanent("the current certificate's names cannot be read", unreadable);
        }
    }
}
