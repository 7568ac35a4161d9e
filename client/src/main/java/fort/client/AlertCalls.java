package fort.client;

import fort.wire.Alerts;
import org.jspecify.annotations.Nullable;

/// Calls about alerts and violations.
public final class AlertCalls {
    private final Calls calls;

    AlertCalls(Calls calls) {
        this.calls = calls;
    }

    public Alerts.Listing list(@Nullable Boolean acknowledged, Page page) {
        return calls.get(
                Address.of("/alerts").query("acknowledged", acknowledged).page(page), Alerts.Listing.class);
    }

    public Alerts.Alert read(String alert) {
        return calls.get(Address.of("/alerts/").name(alert), Alerts.Alert.class);
    }

    public Alerts.Alert acknowledge(String alert) {
        return calls.ask(Address.of("/alerts/").name(alert).literal(":acknowledge"), null, Alerts.Alert.class);
    }

    public Alerts.Violations violations(Page page) {
        return calls.get(Address.of("/violations").page(page), Alerts.Violations.class);
    }
}
