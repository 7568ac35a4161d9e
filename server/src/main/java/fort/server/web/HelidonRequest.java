package fort.server.web;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class HelidonRequest implements WebRequest {
    private static final byte[] NOTHING = new byte[0];
    private static final HeaderName TOKEN = HeaderNames.create("X-Vault-Token");
    private static final HeaderName NAMESPACE = HeaderNames.create("X-Vault-Namespace");

    private final ServerRequest engine;
    private final WebListener listener;
    private final BodyBudget.Share share;
    private final String path;
    private final String peer;
    private final HelidonStream stream;
    private byte @Nullable [] body;

    /// @param share of the memory for bodies; whoever made it closes it
    HelidonRequest(
            ServerRequest engine,
            WebListener listener,
            BodyBudget.Share share,
            String path,
            String peer,
            HelidonStream stream) {
        this.engine = engine;
        this.listener = listener;
        this.share = share;
        this.path = path;
        this.peer = peer;
        this.stream = stream;
    }

    @Override
    public String method() {
        return engine.prologue().method().text();
    }

    @Override
    public String rawPath() {
        return engine.prologue().uriPath().rawPath();
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public String query() {
        return engine.prologue().hasQuery() ? engine.prologue().query().rawValue() : "";
    }

    @Override
    public @Nullable String header(String name) {
        HeaderName key = key(name);
        return engine.headers().contains(key) ? engine.headers().get(key).get() : null;
    }

    @Override
    public List<String> headers(String name) {
        return engine.headers().values(key(name));
    }

    private static HeaderName key(String name) {
        return switch (name) {
            case "x-vault-token" -> TOKEN;
            case "x-vault-namespace" -> NAMESPACE;
            case "authorization" -> HeaderNames.AUTHORIZATION;
            case "user-agent" -> HeaderNames.USER_AGENT;
            case "content-type" -> HeaderNames.CONTENT_TYPE;
            default -> HeaderNames.createFromLowercase(name);
        };
    }

    @Override
    public byte[] body() {
        byte[] known = body;
        if (known == null) {
            known = engine.content().hasEntity() ? read() : NOTHING;
            body = known;
        }
        return known;
    }

    private byte[] read() {
        long declared = engine.headers().contentLength().orElse(-1);
        int max = listener.limits().bodyBytesMax();
        if (declared > max) {
            throw tooLarge();
        }
        try (InputStream in = engine.content().inputStream()) {
            if (declared >= 0) {
                share.grow((int) declared);
                byte[] bytes = in.readNBytes((int) declared);
                if (bytes.length != declared) {
                    throw new WebRefusal(400, "the body ended early");
                }
                return bytes;
            }
            return readChunked(in, max);
        } catch (IOException e) {
            throw new WebRefusal(400, "the body could not be read");
        } catch (UncheckedIOException e) {
            throw new WebRefusal(408, "the body came too slowly");
        }
    }

    private byte[] readChunked(InputStream in, int max) throws IOException {
        Wiped out = new Wiped();
        byte[] part = new byte[8192];
        int count = in.read(part);
        while (count >= 0) {
            if (out.size() + count > max) {
                throw tooLarge();
            }
            share.grow(count);
            out.write(part, 0, count);
            count = in.read(part);
        }
        Arrays.fill(part, (byte) 0);
        return out.take();
    }

    private static WebRefusal tooLarge() {
        return new WebRefusal(413, "the body is larger than this listener accepts");
    }

    /// A growing buffer that does not leave its last array behind.
    private static final class Wiped extends ByteArrayOutputStream {
        byte[] take() {
            byte[] bytes = toByteArray();
            Arrays.fill(buf, (byte) 0);
            return bytes;
        }
    }

    @Override
    public String peer() {
        return peer;
    }

    @Override
    public WebStream stream(String contentType, List<String> headers) {
        stream.open(contentType, headers);
        return stream;
    }

    @Override
    public boolean isStreamed() {
        return stream.isOpen();
    }

    @Override
    public String listener() {
        return listener.name();
    }

    @Override
    public boolean secure() {
        return engine.isSecure();
    }
}
