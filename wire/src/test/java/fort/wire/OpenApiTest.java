package fort.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Law 8: every route is in the OpenAPI file of the repository, and a difference fails. Renew the file with
/// `./mvnw -pl wire test -Dtest=OpenApiTest -Dtest.arguments=-Dgoldens=renew` and look at what changed.
class OpenApiTest {
    private static final Path GOLDEN = Path.of("../docs/openapi.json");

    @Test
    void the_file_in_the_repository_is_what_the_table_says() throws IOException {
        String rendered = new WireJson().writeIndented(OpenApi.document());
        if ("renew".equals(System.getProperty("goldens"))) {
            Files.writeString(GOLDEN, rendered);
        }

        assertThat(Files.readString(GOLDEN))
                .as("docs/openapi.json is not what the routes say; see this class for how to renew it")
                .isEqualTo(rendered);
    }

    @Test
    void every_operation_is_described_once() {
        String rendered = new WireJson().writeIndented(OpenApi.document());

        for (Route route : Routes.ALL) {
            assertThat(rendered).containsOnlyOnce("\"operationId\" : \"" + route.operation() + "\"");
        }
    }
}
