package fort.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CidrTest {
    @Test
    void agrees_with_integer_arithmetic() throws UnknownHostException {
        Random choice = new Random(11);
        for (int i = 0; i < 5000; i++) {
            byte[] network = new byte[choice.nextBoolean() ? 4 : 16];
            choice.nextBytes(network);
            if (network.length == 16) {
                network[0] = 0x20;
            }
            byte[] other = network.clone();
            other[choice.nextInt(other.length)] ^= (byte) (1 << choice.nextInt(8));
            int all = network.length * 8;
            int bits = choice.nextInt(all + 1);
            boolean same = new BigInteger(1, network)
                    .shiftRight(all - bits)
                    .equals(new BigInteger(1, other).shiftRight(all - bits));
            String text = InetAddress.getByAddress(network).getHostAddress() + "/" + bits;
            assertThat(Cidr.allows(
                            List.of(text), InetAddress.getByAddress(other).getHostAddress()))
                    .as("%s", text)
                    .isEqualTo(same);
        }
    }

    @Test
    void an_address_without_bits_is_itself_only() {
        assertThat(Cidr.allows(List.of("192.0.2.7"), "192.0.2.7")).isTrue();
        assertThat(Cidr.allows(List.of("192.0.2.7"), "192.0.2.8")).isFalse();
        assertThat(Cidr.allows(List.of(), "anything")).isTrue();
    }

    @Test
    void refuses_what_is_no_network_and_resolves_no_name() {
        for (String text : List.of(
                "",
                "/",
                "localhost",
                "example.org/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "::/129",
                "10.0.0/8x")) {
            assertThatThrownBy(() -> Cidr.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void ipv6_addresses_of_one_network_are_one_source_of_logins() {
        assertThat(SourceGroup.of("2001:db8:1:2:3::1")).isEqualTo(SourceGroup.of("2001:db8:1:2:ffff::9"));
        assertThat(SourceGroup.of("2001:db8:1:2::1")).isNotEqualTo(SourceGroup.of("2001:db8:1:3::1"));
        assertThat(SourceGroup.of("192.0.2.1")).isNotEqualTo(SourceGroup.of("192.0.2.2"));
        assertThat(SourceGroup.of("::ffff:192.0.2.1")).isEqualTo(SourceGroup.of("192.0.2.1"));
        assertThat(SourceGroup.of("x".repeat(500))).hasSize(64);
    }
}
