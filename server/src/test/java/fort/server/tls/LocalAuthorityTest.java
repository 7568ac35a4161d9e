package fort.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.domain.Fault;
import fort.server.config.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalAuthorityTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    Path base;

    @Test
    void makes_a_certificate_for_this_machine_that_its_authority_signed() throws Exception {
        LocalAuthority.Made made = at(NOW).in(base.resolve("tls"), "127.0.0.1");
        X509Certificate authority = PemFiles.certificates(made.authority()).getFirst();
        X509Certificate server = PemFiles.certificates(made.certificate()).getFirst();
        server.verify(authority.getPublicKey());
        assertThat(server.getSubjectAlternativeNames().stream().map(name -> String.valueOf(name.get(1))))
                .contains("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(server.getBasicConstraints()).isEqualTo(-1);
        assertThat(authority.getBasicConstraints()).isZero();
        assertThat(PemFiles.serverContext(made.certificate(), made.key(), Optional.empty()))
                .isNotNull();
    }

    @Test
    void writes_files_that_only_their_owner_can_open() throws IOException {
        LocalAuthority.Made made = at(NOW).in(base.resolve("tls"), "127.0.0.1");
        for (Path file : List.of(made.authority(), made.certificate(), made.key())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(base.resolve("tls"))))
                .isEqualTo("rwx------");
    }

    @Test
    void keeps_what_is_there_until_it_soon_ends() throws IOException {
        Path authority = at(NOW).in(base.resolve("tls"), "127.0.0.1").authority();
        String first = Files.readString(authority);
        at(NOW.plus(Duration.ofDays(300))).in(base.resolve("tls"), "127.0.0.1");
        assertThat(Files.readString(authority)).isEqualTo(first);
        at(NOW.plus(Duration.ofDays(380))).in(base.resolve("tls"), "127.0.0.1");
        assertThat(Files.readString(authority)).isNotEqualTo(first);
    }

    @Test
    void does_not_keep_the_authoritys_private_key() throws IOException {
        LocalAuthority.Made made = at(NOW).in(base.resolve("tls"), "127.0.0.1");
        try (var files = Files.list(made.key().getParent())) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("ca.pem", "server.pem", "server.key");
        }
    }

    @Test
    void refuses_a_folder_that_others_can_open() throws IOException {
        Path loose = Files.createDirectory(
                base.resolve("loose"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        assertThatThrownBy(() -> PrivateFiles.createFolder(loose))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("chmod 700");
    }

    private static LocalAuthority at(Instant now) {
        return new LocalAuthority(InstantSource.fixed(now), new SecureRandom());
    }
}
