package fort.store;

/// Where a row is: a collection and a key in it. See [Change] for what they may be.
public record RowName(String collection, String key) {}
