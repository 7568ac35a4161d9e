package fort.audit;

/// A record as it was read back from the log: opened, and so known to stand where it was written.
///
/// @param index the leaf's number, from 0
/// @param node the process that wrote it
/// @param leafHash RFC 6962 leaf hash of its envelope, 32 bytes
public record LoggedRecord(long index, String node, AuditRecord record, byte[] leafHash) {}
