package fort.domain;

/// A rule that a value does not meet. Never holds the value or a part of it.
///
/// @param field the field's name
/// @param rule stable: `length`, `class`, `entropy`, `common`, `form`, `key_size`, `reuse`, `owner`, `user_name`
/// @param message one sentence for a person
public record Violation(String field, String rule, String message) {}
