package fort.cli;

import fort.client.IsolationSubject;
import fort.client.Settings;
import fort.wire.InvalidMessage;
import fort.wire.SecretText;
import fort.wire.WireJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `fort up --json` prints.
///
/// @param address where the fort is
/// @param caFile null when its certificate needs no file, or it serves plain HTTP
record TokensFile(String address, @Nullable String caFile, List<Environment> environments) {
    record Environment(String name, SecretText token) {}

    static TokensFile read(Path file) {
        try {
            return of(new WireJson().readResponse(Files.readAllBytes(file), Map.class));
        } catch (IOException e) {
            throw new Misuse("cannot read " + file);
        } catch (InvalidMessage | ClassCastException | IllegalArgumentException e) {
            throw new Misuse(file + " is not what `fort up --json` prints");
        }
    }

    private static TokensFile of(Map<?, ?> all) {
        if (!(all.get("environments") instanceof List<?> list)) {
            throw new IllegalArgumentException("environments");
        }
        List<Environment> environments = list.stream()
                .map(one -> (Map<?, ?>) one)
                .map(one -> new Environment(
                        text(one, "name"), SecretText.of(text(one, "token").toCharArray())))
                .toList();
        Object caFile = all.get("ca_file");
        return new TokensFile(text(all, "address"), caFile == null ? null : caFile.toString(), environments);
    }

    private static String text(Map<?, ?> map, String name) {
        Object value = map.get(name);
        if (!(value instanceof String text)) {
            throw new IllegalArgumentException(name);
        }
        return text;
    }

    Settings settings(Settings base) {
        Settings settings =
                base.withAddress(URI.create(address)).withToken(null).withEnvironment(null);
        return caFile == null ? settings : settings.withCaFile(Path.of(caFile));
    }

    List<IsolationSubject> subjects() {
        return environments.stream()
                .map(one -> new IsolationSubject(one.name(), one.token()))
                .toList();
    }
}
