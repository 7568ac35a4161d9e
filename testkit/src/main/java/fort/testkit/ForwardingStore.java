package fort.testkit;

import fort.store.Store;
import fort.store.Unit;
import java.util.List;
import java.util.Optional;

/// A store that hands everything to another one; a test overrides what is to go differently.
public abstract class ForwardingStore implements Store {
    /// Where everything goes.
    protected final Store inner;

    protected ForwardingStore(Store inner) {
        this.inner = inner;
    }

    @Override
    public Optional<Row> get(String collection, String key) {
        return inner.get(collection, key);
    }

    @Override
    public List<Row> scan(String collection, String prefix, String after, int limit) {
        return inner.scan(collection, prefix, after, limit);
    }

    @Override
    public List<Row> scanBackwards(String collection, String prefix, int limit) {
        return inner.scanBackwards(collection, prefix, limit);
    }

    @Override
    public long count(String collection) {
        return inner.count(collection);
    }

    @Override
    public List<String> collections() {
        return inner.collections();
    }

    @Override
    public List<Long> commit(List<Unit> units, Closing closing) {
        return inner.commit(units, closing);
    }

    @Override
    public void recover() {
        inner.recover();
    }

    @Override
    public void verify() {
        inner.verify();
    }

    @Override
    public String location() {
        return inner.location();
    }

    @Override
    public long sizeBytes() {
        return inner.sizeBytes();
    }

    @Override
    public void close() {
        inner.close();
    }
}
