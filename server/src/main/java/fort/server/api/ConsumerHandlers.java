package fort.server.api;

import fort.gate.ConsumerOperation;
import fort.wire.Consumers;

/// Who uses a secret, and which version he has.
final class ConsumerHandlers {
    private ConsumerHandlers() {}

    static void register(Handlers handlers) {
        handlers.on("consumer.list", ConsumerHandlers::list);
        handlers.on("consumer.declare", call -> {
            Consumers.Declare body = call.body(Consumers.Declare.class);
            return call.answer(
                    new ConsumerOperation.Declare(call.mount(), call.path(), body.consumer()),
                    view -> Answer.of(consumer(view)));
        });
        handlers.on("consumer.acknowledge", call -> {
            Consumers.Acknowledge body = call.body(Consumers.Acknowledge.class);
            return call.answer(
                    new ConsumerOperation.Acknowledge(call.mount(), call.path(), body.version(), body.consumer()),
                    view -> Answer.of(consumer(view)));
        });
        handlers.on(
                "consumer.forget",
                call -> call.empty(new ConsumerOperation.Forget(call.mount(), call.path(), call.query("consumer"))));
        handlers.on("consumer.acceptable", ConsumerHandlers::acceptable);
    }

    private static Answer list(Call call) {
        return call.answer(
                new ConsumerOperation.ListConsumers(call.mount(), call.path()),
                ledger -> Answer.of(new Consumers.Listing(
                        call.path().value(),
                        call.mount(),
                        ledger.currentVersion(),
                        ledger.consumers().stream()
                                .map(ConsumerHandlers::consumer)
                                .toList())));
    }

    private static Consumers.Consumer consumer(ConsumerOperation.ConsumerView view) {
        return new Consumers.Consumer(
                view.consumer(),
                view.principal(),
                view.declared(),
                view.fetchedVersion(),
                view.fetchedTime(),
                view.acknowledgedVersion(),
                view.acknowledgedTime());
    }

    private static Answer acceptable(Call call) {
        boolean values = call.flag("values");
        return call.answer(new ConsumerOperation.Acceptable(call.mount(), call.path(), values), view -> {
            Consumers.Acceptable body = new Consumers.Acceptable(
                    view.head().path(),
                    call.mount(),
                    view.versions().stream().map(SecretWriter::acceptable).toList(),
                    call.receiptText());
            return values ? Answer.secret(body) : Answer.of(body);
        });
    }
}
