package fort.identity;

/// A user of one userpass mount.
///
/// @param name lower case
/// @param passwordHash PHC string of Argon2id
public record User(String name, String passwordHash, TokenParameters token) {}
