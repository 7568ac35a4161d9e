package fort.crypto;

import fort.domain.EnvironmentName;

/// Where sealed bytes belong. It is bound into them as associated data, so bytes that were moved do not open.
///
/// @param collection the kind of row, such as `version`
/// @param key the row's key
/// @param version the secret's version, 0 for rows that have none
public record Place(EnvironmentName environment, String collection, String key, long version) {}
