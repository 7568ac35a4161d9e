package fort.server.api;

import fort.domain.SecretPath;
import fort.gate.EmergencyOperation;
import fort.gate.EmergencyOperation.EmergencyChoice;
import fort.gate.EmergencyOperation.EmergencySummary;
import fort.gate.EmergencyOperation.EmergencyView;
import fort.wire.Emergencies;
import java.util.List;
import java.util.Objects;

/// Emergency rotation.
final class EmergencyHandlers {
    /// Emergencies shown in a list.
    private static final int LISTED_MAX = 100;

    private EmergencyHandlers() {}

    static void register(Handlers handlers) {
        handlers.on(
                "emergency.preview",
                call -> call.answer(
                        new EmergencyOperation.PreviewEmergency(choice(call.body(Emergencies.Choice.class))),
                        preview -> Answer.of(new Emergencies.Preview(
                                chosen(preview.chosen()), chosen(preview.unprepared()), preview.hash()))));
        handlers.on("emergency.start", call -> {
            Emergencies.Start body = call.body(Emergencies.Start.class);
            return emergency(
                    call,
                    new EmergencyOperation.StartEmergency(choice(body.choice()), body.confirmation(), body.reason()));
        });
        handlers.on(
                "emergency.list",
                call -> call.answer(
                        new EmergencyOperation.ListEmergencies(LISTED_MAX),
                        all -> Answer.of(new Emergencies.Listing(
                                all.stream().map(EmergencyHandlers::summary).toList()))));
        handlers.on(
                "emergency.read",
                call -> emergency(call, new EmergencyOperation.ReadEmergency(call.parameter("emergency"))));
        handlers.on("emergency.whose", call -> {
            Emergencies.Whose body = call.body(Emergencies.Whose.class);
            return call.answer(
                    new EmergencyOperation.FindHolders(
                            Call.value(body.value()), Objects.requireNonNullElse(body.after(), "")),
                    page -> Answer.of(new Emergencies.Holders(
                            page.holders().stream()
                                    .map(holder -> new Emergencies.Holder(
                                            holder.mount(),
                                            holder.path(),
                                            holder.version(),
                                            holder.state(),
                                            holder.field()))
                                    .toList(),
                            page.looked(),
                            page.next())));
        });
    }

    private static Answer emergency(Call call, EmergencyOperation<EmergencyView> operation) {
        return call.answer(operation, view -> Answer.of(view(view)));
    }

    private static EmergencyChoice choice(Emergencies.Choice body) {
        List<String> paths = Objects.requireNonNullElse(body.paths(), List.of());
        return new EmergencyChoice(
                body.mount() == null || body.mount().isEmpty() ? "" : Call.mount(body.mount()),
                paths.stream().map(SecretPath::new).toList(),
                body.prefix() == null ? null : SecretHandlers.prefix(body.prefix()),
                body.type(),
                body.tag(),
                body.consumer(),
                body.target(),
                body.readBy(),
                body.since());
    }

    private static List<Emergencies.Chosen> chosen(List<EmergencyOperation.Chosen> all) {
        return all.stream()
                .map(one -> new Emergencies.Chosen(one.mount(), one.path(), one.rotator(), one.target()))
                .toList();
    }

    private static Emergencies.Summary summary(EmergencySummary summary) {
        return new Emergencies.Summary(
                summary.id(),
                summary.reason(),
                summary.startedBy(),
                summary.startedTime(),
                summary.closedTime(),
                summary.total());
    }

    private static Emergencies.Emergency view(EmergencyView view) {
        return new Emergencies.Emergency(
                summary(view.summary()),
                view.deadline(),
                view.done(),
                view.failed(),
                view.items().stream()
                        .map(item -> new Emergencies.Item(
                                item.mount(),
                                item.path(),
                                item.target(),
                                item.state(),
                                item.step(),
                                item.version(),
                                item.error(),
                                item.unacknowledged()))
                        .toList(),
                view.unprepared());
    }
}
