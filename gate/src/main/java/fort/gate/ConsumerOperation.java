package fort.gate;

import fort.domain.Consumption;
import fort.domain.SecretHead;
import fort.domain.SecretPath;
import fort.domain.SecretValue;
import fort.domain.VersionInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who uses a secret, and which version he has: the ledger from which a rotation knows whether the old version may
/// go.
///
/// A consumer is a principal (`approle/web`), known from its reads, or a service that a principal declared by a name
/// (`payments`). A name belongs to the principal that declared it first: nobody else can acknowledge for it.
///
/// ## Which rights
/// | act | path | capability |
/// |---|---|---|
/// | declare, acknowledge (one's own) | `<mount>/data/<path>` | read: who may read it may say that he does |
/// | acknowledge for another principal's name | besides `sys/consumers/<mount>/<path>` | update |
/// | list | `<mount>/metadata/<path>` | read |
/// | forget | `sys/consumers/<mount>/<path>` | delete |
/// | acceptable versions with values | `<mount>/data/<path>` | read |
/// | acceptable versions without values | `<mount>/data/<path>` or `<mount>/metadata/<path>` | read |
public sealed interface ConsumerOperation<T> extends Operation<T> {
    String mount();

    SecretPath path();

    /// "I read this": the caller becomes a consumer before its first read.
    ///
    /// @param consumer the service's name, a simple name; null: the caller's principal
    /// @return the consumer's entry
    record Declare(String mount, SecretPath path, @Nullable String consumer)
            implements ConsumerOperation<ConsumerView> {
        @Override
        public String name() {
            return "consumer.declare";
        }
    }

    /// "I work with this version." Saying it again, or of an older version, changes nothing.
    ///
    /// @param consumer null: the caller's principal
    record Acknowledge(
            String mount,
            SecretPath path,
            long version,
            @Nullable String consumer) implements ConsumerOperation<ConsumerView> {
        @Override
        public String name() {
            return "consumer.acknowledge";
        }
    }

    /// All that is known, by name.
    record ListConsumers(String mount, SecretPath path) implements ConsumerOperation<Ledger> {
        @Override
        public String name() {
            return "consumer.list";
        }
    }

    /// A consumer that is no more must not hold an old version for ever.
    ///
    /// @param consumer null: the caller's principal
    record Forget(String mount, SecretPath path, @Nullable String consumer) implements ConsumerOperation<Void> {
        @Override
        public String name() {
            return "consumer.forget";
        }
    }

    /// Which versions may a client present now? The current one, and those in grace.
    record Acceptable(String mount, SecretPath path, boolean values) implements ConsumerOperation<AcceptableView> {
        @Override
        public String name() {
            return "consumer.acceptable";
        }
    }

    /// @param principal who declared it or was seen reading; empty for a name that only the secret's metadata knows
    /// @param declared false when it is known from reads alone
    record ConsumerView(
            String consumer,
            String principal,
            boolean declared,
            long fetchedVersion,
            @Nullable Instant fetchedTime,
            long acknowledgedVersion,
            @Nullable Instant acknowledgedTime) {
        Consumption consumption() {
            return new Consumption(consumer, fetchedVersion, fetchedTime, acknowledgedVersion, acknowledgedTime);
        }
    }

    /// @param currentVersion 0 when there is none
    record Ledger(long currentVersion, List<ConsumerView> consumers) {
        public Ledger {
            consumers = List.copyOf(consumers);
        }
    }

    record AcceptableView(SecretHead head, List<AcceptableVersion> versions) {
        public AcceptableView {
            versions = List.copyOf(versions);
        }
    }

    /// @param value null when values were not asked for; whoever gets it closes it
    record AcceptableVersion(VersionInfo version, @Nullable SecretValue value) {}
}
