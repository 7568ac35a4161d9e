package fort.store;

import java.util.List;

/// How a process learns what other processes changed in a store they share.
///
/// ## Why nothing stale is answered
/// A cache that listens here holds nothing older than [#known]. An act notes [#known] when it begins and the
/// rows it
/// took from the cache ([Reads]); its commit meets every change of the others, also those that nobody has told yet,
/// and refuses the act when one of them touched such a row. The feed only makes this rare, and bounds how long a
/// cache lives that nobody asks: when it was silent for a second, [#current] is false and caches are passed by.
public interface Feed {
    /// Of a store that one process owns: nobody else changes anything.
    Feed NONE = new Feed() {
        @Override
        public boolean shared() {
            return false;
        }

        @Override
        public long known() {
            return Long.MAX_VALUE;
        }

        @Override
        public boolean current() {
            return true;
        }

        @Override
        public boolean catchUp() {
            return false;
        }

        @Override
        public void listen(Listener listener) {
            // nothing will be heard
        }

        @Override
        public void ignore(Listener listener) {
            // was never kept
        }
    };

    /// Whether other processes may write to this store.
    boolean shared();

    /// The revision up to which every change of others was told to the listeners.
    long known();

    /// False when the others have not been heard for longer than a second.
    boolean current();

    /// Asks now what others changed, and tells the listeners before it returns.
    ///
    /// @return whether there was anything
    /// @throws fort.domain.Fault when the store cannot be asked
    boolean catchUp();

    /// At most one call at a time, by the feed's own thread or one that commits; must be quick and not commit.
    void listen(Listener listener);

    void ignore(Listener listener);

    /// Told after the changes are durable.
    interface Listener {
        void changed(List<RowName> rows);

        /// So much, or so long ago, that it is not known which rows.
        void changedAnything();
    }
}
