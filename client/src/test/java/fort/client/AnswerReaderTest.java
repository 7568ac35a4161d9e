package fort.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
    @Test
    void reads_a_body_of_a_length() throws IOException {
        Transport.Reply reply = read("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Y: a\r\nx-y:  b \r\n\r\nhellofollows");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(text(reply)).isEqualTo("hello");
        assertThat(reply.header("x-y")).isEqualTo("b");
    }

    @Test
    void reads_chunks_with_extensions_and_trailers() throws IOException {
        Transport.Reply reply = read(String.join(
                "\r\n",
                "HTTP/1.1 200 OK",
                "Transfer-Encoding: chunked",
                "",
                "3;a=b",
                "hel",
                "A",
                "lo, chunks",
                "0",
                "T: 1",
                "",
                ""));

        assertThat(text(reply)).isEqualTo("hello, chunks");
    }

    @Test
    void reads_until_the_end_without_a_length_and_does_not_keep_the_connection() throws IOException {
        AnswerReader reader = reader("HTTP/1.1 200 OK\r\n\r\nall of it");

        assertThat(text(reader.read(false))).isEqualTo("all of it");
        assertThat(reader.keepsConnection()).isFalse();
    }

    @Test
    void skips_interim_answers() throws IOException {
        assertThat(read("HTTP/1.1 103 Early\r\nA: b\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void refuses_what_is_not_http_or_beyond_a_limit() {
        for (String answer : List.of(
                "SSH-2.0-OpenSSH\r\n",
                "",
                "HTTP/1.1 2x0 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n" + "x".repeat(101),
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n" + "x".repeat(100)
                        + "\r\n5\r\nhello\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhelXX0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-3\r\n",
                "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(101),
                "HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(101) + "\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 " + "x".repeat(20_000) + "\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n".repeat(9))) {
            assertThatThrownBy(() -> read(answer))
                    .as(answer.substring(0, Math.min(60, answer.length())))
                    .isInstanceOf(IOException.class);
        }
    }

    private static AnswerReader reader(String answer) {
        return new AnswerReader(new ByteArrayInputStream(answer.getBytes(ISO_8859_1)), 100);
    }

    private static Transport.Reply read(String answer) throws IOException {
        return reader(answer).read(false);
    }

    private static String text(Transport.Reply reply) {
        return new String(reply.body(), ISO_8859_1);
    }
}
