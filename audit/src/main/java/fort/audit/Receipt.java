package fort.audit;

import java.util.HexFormat;

/// Where a record stands in its log: enough to ask for its inclusion proof later, and to show that it was left
/// out.
///
/// @param origin the log's name, the first line of its checkpoints
/// @param index the leaf's number, from 0
/// @param leafHash RFC 6962 leaf hash, 32 bytes
public record Receipt(String origin, long index, byte[] leafHash) {
    /// `origin:index:hex(leafHash)`, the form of the `Fort-Receipt` header.
    public String text() {
        return origin + ":" + index + ":" + HexFormat.of().formatHex(leafHash);
    }
}
