package fort.compat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/// A request written byte by byte, for paths that a well-behaved client would never send.
final class RawCall {
    private RawCall() {}

    record Answer(int status, String text) {
        boolean has(String header) {
            return text.toLowerCase(Locale.ROOT).contains("\r\n" + header.toLowerCase(Locale.ROOT) + ":");
        }
    }

    /// @param headers whole lines
    static Answer send(String address, String method, String path, List<String> headers, String body) {
        URI server = URI.create(address);
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: " + server.getAuthority()
                + "\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n");
        headers.forEach(line -> request.append(line).append("\r\n"));
        request.append("\r\n").append(body);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.toString().getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            String text = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            return new Answer(Integer.parseInt(text.substring(9, 12)), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
