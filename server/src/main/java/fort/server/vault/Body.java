package fort.server.vault;

import fort.domain.SecretValue;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The body of a call: one JSON object, of which each top-level field is known by where it stands in the bytes. A
/// field
/// is converted when it is asked for, weakly as Vault does ([Weak]); a secret is copied out as bytes and never
/// becomes
/// a `String`.
///
/// Fields that nobody asked for are remembered, for the warning that Vault gives.
final class Body implements AutoCloseable {
    static final Body EMPTY = new Body(new byte[0], List.of());

    private final byte[] bytes;
    private final List<Field> fields;
    private final Set<String> asked = new LinkedHashSet<>();

    /// @param start of the value
    /// @param end behind the value
    record Field(String name, Kind kind, int start, int end) {}

    enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        BOOLEAN,
        NULL
    }

    Body(byte[] bytes, List<Field> fields) {
        this.bytes = bytes;
        this.fields = fields;
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /// Whether a field is there and not null.
    boolean has(String name) {
        Field field = find(name);
        return field != null && field.kind() != Kind.NULL;
    }

    /// Whether a field says something: clients send `""` and `[]` for what they leave out.
    boolean says(String name) {
        return has(name) && !list(name, List.of()).stream().allMatch(String::isEmpty);
    }

    private @Nullable Field find(String name) {
        asked.add(name);
        for (Field field : fields) {
            if (field.name().equals(name)) {
                return field;
            }
        }
        return null;
    }

    @Nullable
    Kind kind(String name) {
        Field field = find(name);
        return field == null ? null : field.kind();
    }

    /// A field's JSON text as it was sent; null when it is not there.
    @Nullable
    SecretValue json(String name) {
        Field field = find(name);
        return field == null ? null : SecretValue.owning(Arrays.copyOfRange(bytes, field.start(), field.end()));
    }

    /// The whole object as it was sent.
    SecretValue whole() {
        fields.forEach(field -> asked.add(field.name()));
        return SecretValue.owning(bytes.length == 0 ? new byte[] {'{', '}'} : bytes.clone());
    }

    private @Nullable Object value(String name) {
        Field field = find(name);
        return field == null ? null : JsonIn.tree(bytes, field.start(), field.end());
    }

    @Nullable
    String text(String name) {
        return Weak.text(name, value(name));
    }

    String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    /// A string's content as bytes; null when absent or empty.
    @Nullable
    SecretValue secret(String name) {
        Field field = find(name);
        if (field == null || field.kind() == Kind.NULL) {
            return null;
        }
        if (field.kind() != Kind.STRING) {
            String plain = text(name);
            return plain == null ? null : SecretValue.owning(plain.getBytes(StandardCharsets.UTF_8));
        }
        char[] characters = JsonIn.characters(bytes, field.start(), field.end());
        byte[] room = new byte[characters.length * 3];
        ByteBuffer encoded = ByteBuffer.wrap(room);
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(characters), encoded, true);
        byte[] content = Arrays.copyOf(room, encoded.position());
        Arrays.fill(characters, '\0');
        Arrays.fill(room, (byte) 0);
        return content.length == 0 ? null : SecretValue.owning(content);
    }

    @Nullable
    Long integer(String name) {
        return Weak.integer(name, value(name));
    }

    int integer(String name, int otherwise) {
        Long value = integer(name);
        if (value != null && (value > Integer.MAX_VALUE || value < Integer.MIN_VALUE)) {
            throw Weak.unconvertible(name, "the number is too large");
        }
        return value == null ? otherwise : Math.toIntExact(value);
    }

    @Nullable
    Boolean flag(String name) {
        return Weak.flag(name, value(name));
    }

    boolean flag(String name, boolean otherwise) {
        Boolean value = flag(name);
        return value == null ? otherwise : value;
    }

    @Nullable
    Long seconds(String name) {
        return Weak.seconds(name, value(name));
    }

    long seconds(String name, long otherwise) {
        Long value = seconds(name);
        return value == null ? otherwise : value;
    }

    /// An array, or a text with commas.
    @Nullable
    List<String> list(String name) {
        return Weak.list(name, value(name));
    }

    List<String> list(String name, List<String> otherwise) {
        List<String> value = list(name);
        return value == null ? otherwise : value;
    }

    @Nullable
    List<Long> integers(String name) {
        return Weak.integers(name, value(name));
    }

    /// An object of texts; a null value stays null.
    @Nullable
    Map<String, @Nullable String> map(String name) {
        return Weak.map(name, value(name));
    }

    /// An object, or its JSON as a text, or `a=b,c=d`.
    @Nullable
    Map<String, String> pairs(String name) {
        return Weak.pairs(name, value(name));
    }

    /// An object within, as a body of its own; empty when absent.
    Body object(String name) {
        Field field = find(name);
        if (field == null || field.kind() == Kind.NULL) {
            return EMPTY;
        }
        if (field.kind() != Kind.OBJECT) {
            throw Weak.unconvertible(name, "expected an object");
        }
        return JsonIn.body(Arrays.copyOfRange(bytes, field.start(), field.end()));
    }

    /// As policies with `allowed_parameters` see it.
    Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        for (Field field : fields) {
            all.put(field.name(), JsonIn.tree(bytes, field.start(), field.end()));
        }
        return all;
    }

    /// Names of fields that nobody asked for.
    List<String> ignored() {
        List<String> names = new ArrayList<>();
        for (Field field : fields) {
            if (!asked.contains(field.name())) {
                names.add(field.name());
            }
        }
        return names;
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }
}
