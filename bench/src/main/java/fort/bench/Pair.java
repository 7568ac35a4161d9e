package fort.bench;

/// Fort and the peer it is compared with, on like storage.
///
/// @param against how the report names the peer's storage
/// @param goals what the ratios should be
record Pair(FortServer fort, OpenBao peer, String against, Goals goals) implements AutoCloseable {
    @Override
    public void close() {
        fort.close();
        peer.close();
    }
}
