package fort.cli;

import fort.wire.SecretJson;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The two ways a command names a value: fields, or a whole object.
final class ValueSource {
    private ValueSource() {}

    static SecretJson read(Surroundings surroundings, List<String> fields, @Nullable Path file) {
        if (file == null) {
            return new Values(surroundings).of(fields);
        }
        if (!fields.isEmpty()) {
            throw new Misuse("either fields or --from-file");
        }
        byte[] bytes = new Inputs(surroundings).file(file);
        return Values.object(Inputs.requireText(bytes, file.toString()), file.toString());
    }
}
