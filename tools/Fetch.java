import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Fetches one file, for machines that have a JDK but neither curl nor wget. Says nothing when it worked.
///
/// Run by `./mvnw` in Java's source launch mode: `java tools/Fetch.java ADDRESS FILE`. Exit code 1 when it did not work.
final class Fetch {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private Fetch() {}

    public static void main(String[] arguments) throws InterruptedException {
        URI address = URI.create(arguments[0]);
        Path file = Path.of(arguments[1]);
        if (address.getScheme().equals("file")) {
            System.exit(copied(address, file) ? 0 : 1);
        }
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(30))
                .build()) {
            HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
            HttpResponse<Path> answer = client.send(request, HttpResponse.BodyHandlers.ofFile(file));
            if (answer.statusCode() != 200) {
                System.err.println("fetch: " + address.getHost() + " answers " + answer.statusCode());
                System.exit(1);
            }
        } catch (IOException failed) {
            System.err.println("fetch: " + failed.getClass().getSimpleName() + " " + failed.getMessage());
            System.exit(1);
        }
    }

    private static boolean copied(URI address, Path file) {
        try {
            Files.copy(Path.of(address), file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException failed) {
            System.err.println("fetch: " + failed.getClass().getSimpleName() + " " + failed.getMessage());
            return false;
        }
    }
}
