package fort.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.domain.EnvironmentName;
import fort.domain.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("R1.5")
class KeyFileSealTest {
    private static final EnvironmentName PRODUCTION = new EnvironmentName("production");
    private static final EnvironmentName STAGING = new EnvironmentName("staging-01");

    private final SecureRandom random = new Seeded(9);
    private final RootKey root = RootKey.generate(random);

    @TempDir
    Path temporary;

    private Path folder;
    private KeyFileSeal seal;
    private Path file;

    @BeforeEach
    void prepare() {
        folder = temporary.resolve("keys");
        seal = new KeyFileSeal(folder);
        file = seal.fileOf(PRODUCTION);
    }

    @Test
    void gives_back_the_key_it_keeps() {
        assertThat(seal.obtain(PRODUCTION)).isEmpty();
        seal.keep(PRODUCTION, root);
        assertThat(seal.obtain(PRODUCTION).orElseThrow().matches(root)).isTrue();
        RootKey next = RootKey.generate(random);
        seal.keep(PRODUCTION, next);
        assertThat(seal.obtain(PRODUCTION).orElseThrow().matches(next)).isTrue();
    }

    @Test
    void makes_file_and_folder_for_its_owner_only() throws IOException {
        seal.keep(PRODUCTION, root);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    @Tag("attack-85")
    void refuses_a_file_or_folder_that_others_may_open() throws IOException {
        seal.keep(PRODUCTION, root);
        for (String mode : new String[] {"rw-r--r--", "rw----r--", "rw-rw----", "rwx------"}) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            assertFault(Fault.Code.STORE_REFUSED, () -> seal.obtain(PRODUCTION));
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
        assertFault(Fault.Code.STORE_REFUSED, () -> seal.obtain(PRODUCTION));
        assertFault(Fault.Code.STORE_REFUSED, () -> seal.keep(PRODUCTION, root));
    }

    @Test
    void refuses_a_link() throws IOException {
        seal.keep(PRODUCTION, root);
        Files.createSymbolicLink(seal.fileOf(STAGING), file);
        assertFault(Fault.Code.STORE_REFUSED, () -> seal.obtain(STAGING));
    }

    @Test
    @Tag("attack-84")
    void any_flipped_bit_or_cut_is_noticed() throws IOException {
        seal.keep(PRODUCTION, root);
        byte[] bytes = Files.readAllBytes(file);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            Files.write(file, KeyringTest.flipped(bytes, bit));
            assertFault(Fault.Code.INTEGRITY, () -> seal.obtain(PRODUCTION));
        }
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertFault(Fault.Code.INTEGRITY, () -> seal.obtain(PRODUCTION));
        }
        Files.write(file, new byte[PrivateFiles.LENGTH_MAX + 1]);
        assertFault(Fault.Code.INTEGRITY, () -> seal.obtain(PRODUCTION));
    }

    @Test
    @Tag("attack-87")
    void a_file_renamed_to_another_environment_is_refused() throws IOException {
        seal.keep(PRODUCTION, root);
        Files.move(file, seal.fileOf(STAGING));
        assertFault(Fault.Code.INTEGRITY, () -> seal.obtain(STAGING));
        assertThat(seal.obtain(PRODUCTION)).isEmpty();
    }

    /// A write that died half way leaves a draft; the next one takes its place.
    @Test
    @Tag("attack-87")
    void a_left_draft_does_no_harm() throws IOException {
        seal.keep(PRODUCTION, root);
        Files.write(folder.resolve("production.key.new"), new byte[10]);
        assertThat(seal.obtain(PRODUCTION).orElseThrow().matches(root)).isTrue();
        seal.keep(PRODUCTION, root);
        assertThat(folder.resolve("production.key.new")).doesNotExist();
    }

    @Test
    void a_signer_lives_in_a_file_of_the_same_kind() throws IOException {
        Path signerFile = folder.resolve("audit.signing");
        Signer signer = Signer.generate(random);
        signer.keep(signerFile);
        assertThat(Signer.load(signerFile).publicKey()).isEqualTo(signer.publicKey());
        byte[] bytes = Files.readAllBytes(signerFile);
        Files.write(signerFile, KeyringTest.flipped(bytes, 3));
        assertFault(Fault.Code.INTEGRITY, () -> Signer.load(signerFile));
        Files.setPosixFilePermissions(signerFile, PosixFilePermissions.fromString("rw-r--r--"));
        assertFault(Fault.Code.STORE_REFUSED, () -> Signer.load(signerFile));
    }

    private static void assertFault(Fault.Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }
}
