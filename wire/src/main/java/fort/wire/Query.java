package fort.wire;

/// One query parameter of a route. None is ever required.
///
/// @param name as in the address
/// @param kind what its text is
/// @param description for readers of the API
public record Query(String name, Kind kind, String description) {
    public enum Kind {
        TEXT("string"),
        NUMBER("integer"),
        FLAG("boolean"),
        TIME("string");

        private final String schemaType;

        Kind(String schemaType) {
            this.schemaType = schemaType;
        }

        /// The JSON Schema type.
        public String schemaType() {
            return schemaType;
        }
    }

    static Query text(String name, String description) {
        return new Query(name, Kind.TEXT, description);
    }

    static Query number(String name, String description) {
        return new Query(name, Kind.NUMBER, description);
    }

    static Query flag(String name, String description) {
        return new Query(name, Kind.FLAG, description);
    }

    static Query time(String name, String description) {
        return new Query(name, Kind.TIME, description);
    }
}
