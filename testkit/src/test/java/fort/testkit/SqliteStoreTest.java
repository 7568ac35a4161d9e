package fort.testkit;

import fort.store.Store;
import fort.store.Stores;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {
    @TempDir
    Path directory;

    @Override
    protected Store create() {
        return reopen();
    }

    @Override
    protected Store reopen() {
        return Stores.sqlite(directory.resolve("store"));
    }
}
