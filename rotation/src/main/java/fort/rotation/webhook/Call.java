package fort.rotation.webhook;

import fort.domain.SecretValue;
import fort.rotation.RotationContext;
import fort.rotation.RotationFailure;
import fort.rotation.support.Address;
import fort.rotation.support.Deadline;
import fort.rotation.support.Failures;
import fort.rotation.support.Fields;
import fort.rotation.support.PluginMessage;
import fort.rotation.support.PluginMessage.Verb;
import fort.rotation.support.Trust;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One signed request and what its status says. The body of an answer is thrown away: nothing in it is believed.
final class Call {
    /// Statuses that a service, or what stands before it, gives up with for now.
    private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 503);

    /// A gateway that lost the service's answer.
    private static final Set<Integer> LOST = Set.of(502, 504);

    private final RotationContext context;
    private final Verb verb;
    private final String place;

    private Call(RotationContext context, Verb verb) {
        this.context = context;
        this.verb = verb;
        this.place = "webhook target " + context.target().name();
    }

    static void make(RotationContext context, Verb verb) {
        new Call(context, verb).send();
    }

    private void send() {
        Deadline deadline = Deadline.of(context);
        URI url = url();
        byte[] body = PluginMessage.request(context, verb).json();
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(Trust.context(context.target().caCertificates()))
                .connectTimeout(Duration.ofMillis(deadline.remainingMillis()))
                .build();
        try {
            judge(status(client, request(url, body), deadline));
        } finally {
            client.shutdownNow();
            Arrays.fill(body, (byte) 0);
        }
    }

    private HttpRequest request(URI url, byte[] body) {
        SecretValue credential = context.target().credential();
        if (credential == null) {
            throw Failures.permanent(place + " has no credential with a signing_key", null);
        }
        long seconds = context.clock().instant().getEpochSecond();
        Signature signature = new Signature(Fields.of(credential).required("signing_key"));
        return HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", Signature.idempotencyKey(context, verb))
                .header("Fort-Timestamp", Long.toString(seconds))
                .header("Fort-Signature", "v1=" + signature.of(seconds, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private int status(HttpClient client, HttpRequest request, Deadline deadline) {
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            return answer.get(deadline.remainingMillis(), TimeUnit.MILLISECONDS).statusCode();
        } catch (TimeoutException late) {
            throw lost(late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw lost(stopped);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
                throw Failures.transientFailure(place + " cannot be reached", cause);
            }
            throw lost(cause instanceof IOException ? cause : failed);
        }
    }

    private void judge(int status) {
        if (status >= 200 && status < 300) {
            return;
        }
        String sentence = place + " answered " + verb.word() + " with status " + status;
        if (LOST.contains(status) && verb.changes()) {
            throw Failures.unknown(sentence, null);
        }
        boolean passing = PASSING.contains(status) || LOST.contains(status);
        throw passing ? Failures.transientFailure(sentence, null) : Failures.permanent(sentence, null);
    }

    private RotationFailure lost(@org.jspecify.annotations.Nullable Throwable cause) {
        return verb.changes()
                ? Failures.unknown(place + " did not answer; the change may have been made", cause)
                : Failures.transientFailure(place + " did not answer", cause);
    }

    /// The configured URL, and no other.
    private URI url() {
        try {
            URI url = new URI(context.target().address());
            String host = url.getHost();
            boolean plain = "http".equals(url.getScheme()) && host != null && Address.isLoopback(host);
            boolean whole = host != null && url.getRawUserInfo() == null && url.getRawFragment() == null;
            if (whole && (plain || "https".equals(url.getScheme()))) {
                return url;
            }
        } catch (URISyntaxException unreadable) {
            // said below
        }
        throw Failures.permanent(
                place + " needs an https URL without a user in it; http is for this machine only", null);
    }
}
