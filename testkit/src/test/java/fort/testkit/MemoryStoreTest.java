package fort.testkit;

import fort.domain.Fault;
import fort.store.Store;

class MemoryStoreTest extends StoreContract {
    private final MemoryStore memory = new MemoryStore();

    @Override
    protected Store create() {
        return memory;
    }

    @Override
    protected Store reopen() {
        return memory;
    }

    @Override
    void a_second_owner_is_refused() {
        // two processes cannot share memory
        throw new org.opentest4j.TestAbortedException("memory has one owner by nature " + Fault.Code.STORE_REFUSED);
    }
}
