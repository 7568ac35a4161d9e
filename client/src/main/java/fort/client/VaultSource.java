package fort.client;

import fort.wire.SecretJson;
import fort.wire.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a key-value tree of a running HashiCorp Vault or OpenBao, to bring it over. Reads only; uses
/// nothing but list and read.
public final class VaultSource implements AutoCloseable {
    /// Secrets taken over at most.
    public static final int PATHS_MAX = 1_000_000;

    private static final int ANSWER_BYTES_MAX = 64 * 1024 * 1024;
    private static final byte[] NO_BODY = new byte[0];

    private final Transport transport;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final String mount;
    private final boolean versioned;
    private final JsonMapper json = new JsonMapper();

    /// @param settings the environment is sent as the namespace
    /// @param mount such as `secret`
    /// @throws FortException when it cannot be reached, or the mount is not one of type kv
    public static VaultSource connect(Settings settings, String mount) {
        return new VaultSource(new HttpTransport(settings), settings, mount);
    }

    VaultSource(Transport transport, Settings settings, String mount) {
        this.transport = transport;
        this.mount = mount.replaceAll("^/|/$", "");
        headers.put("X-Vault-Request", "true");
        SecretText token = settings.token();
        if (token != null) {
            headers.put("X-Vault-Token", new String(token.bytes(), StandardCharsets.UTF_8));
        }
        String namespace = settings.environment();
        if (namespace != null) {
            headers.put("X-Vault-Namespace", namespace);
        }
        this.versioned = isVersioned();
    }

    private boolean isVersioned() {
        JsonNode data = data(answer("/v1/sys/internal/ui/mounts/" + encode(mount)));
        if (!data.path("type").asString("").equals("kv")) {
            throw FortException.badAnswer(mount + " is not a key-value mount there");
        }
        return data.path("options").path("version").asString("1").equals("2");
    }

    /// Every secret's path below the prefix, in order, relative to the mount.
    ///
    /// @param prefix empty for the whole mount
    public List<String> paths(String prefix) {
        List<String> found = new ArrayList<>();
        Deque<String> folders = new ArrayDeque<>();
        folders.push(prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
        while (!folders.isEmpty()) {
            String folder = folders.pop();
            for (String name : names(folder)) {
                if (name.endsWith("/")) {
                    folders.push(folder + name);
                } else {
                    found.add(folder + name);
                }
            }
            if (found.size() > PATHS_MAX || folders.size() > PATHS_MAX) {
                throw FortException.badAnswer("there are more than " + PATHS_MAX + " secrets");
            }
        }
        found.sort(null);
        return found;
    }

    private List<String> names(String folder) {
        String kind = versioned ? "/metadata/" : "/";
        JsonNode answer = answerOrNull("/v1/" + encode(mount) + kind + encode(folder) + "?list=true");
        List<String> names = new ArrayList<>();
        if (answer != null) {
            data(answer).path("keys").forEach(name -> names.add(name.asString()));
        }
        return names;
    }

    /// The current version, or null when it is deleted.
    public @Nullable SecretJson read(String path) {
        JsonNode answer = answerOrNull("/v1/" + encode(mount) + (versioned ? "/data/" : "/") + encode(path));
        if (answer == null) {
            return null;
        }
        JsonNode value = versioned ? data(answer).path("data") : data(answer);
        return value.isObject() ? SecretJson.owning(json.writeValueAsBytes(value)) : null;
    }

    private static JsonNode data(JsonNode answer) {
        return answer.path("data");
    }

    private JsonNode answer(String target) {
        JsonNode found = answerOrNull(target);
        if (found == null) {
            throw FortException.badAnswer("there is no key-value mount " + mount);
        }
        return found;
    }

    private @Nullable JsonNode answerOrNull(String target) {
        Transport.Reply reply =
                transport.send(new Transport.Request("GET", target, headers, NO_BODY, true, ANSWER_BYTES_MAX));
        if (reply.status() == 404) {
            return null;
        }
        if (reply.status() != 200) {
            String code = reply.status() == 403 ? "forbidden" : "http_" + reply.status();
            throw new FortException(
                    code, reply.status(), "the other server answered with status " + reply.status(), "");
        }
        try {
            return json.readTree(reply.body());
        } catch (JacksonException e) {
            throw FortException.badAnswer("the other server's answer is not JSON");
        }
    }

    private static String encode(String path) {
        return Address.encodePath(path);
    }

    @Override
    public void close() {
        transport.close();
    }
}
