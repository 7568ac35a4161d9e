package fort.server.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The commented configuration that `fort config init` prints.
public final class ConfigTemplate {
    private ConfigTemplate() {}

    public static String text() {
        try (InputStream in = ConfigTemplate.class.getResourceAsStream("template.toml")) {
            if (in == null) {
                throw new IllegalStateException("the template is not in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
