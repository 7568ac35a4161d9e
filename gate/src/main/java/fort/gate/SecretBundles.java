package fort.gate;

/// Sealed export and import. In the making.
final class SecretBundles {
    SecretBundles(SecretHandlers secrets) {}

    Plan<?> export(Handler.Act act, Mount mount, SecretOperation.Export operation) {
        throw new UnsupportedOperationException();
    }

    Plan<?> load(Handler.Act act, Mount mount, SecretOperation.Import operation) {
        throw new UnsupportedOperationException();
    }
}
