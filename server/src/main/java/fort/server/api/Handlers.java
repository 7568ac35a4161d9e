package fort.server.api;

import fort.domain.TypePolicies;
import fort.server.config.ServerConfig;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;

/// Which handler answers which operation of [fort.wire.Routes].
final class Handlers {
    private final Map<String, Handler> byOperation = new HashMap<>();
    private final EventHandlers events = new EventHandlers();

    /// Carries out one route.
    @FunctionalInterface
    interface Handler {
        Answer handle(Call call);
    }

    Handlers(TypePolicies types, ServerConfig config, SecureRandom random) {
        SecretHandlers.register(this);
        MetadataHandlers.register(this);
        ConsumerHandlers.register(this);
        on("secret.watch", events::watch);
        TypeHandlers.register(this, types, random);
        PlaceHandlers.register(this, config);
        AccessHandlers.register(this);
        UserHandlers.register(this);
        AppRoleHandlers.register(this);
        TokenHandlers.register(this);
        PromotionHandlers.register(this);
        RotationHandlers.register(this);
        TargetHandlers.register(this);
        EmergencyHandlers.register(this);
        WatchHandlers.register(this);
        AuditHandlers.register(this);
        IsolationHandlers.register(this);
        SealHandlers.register(this);
        on(
                "description.read",
                call -> call.then(
                        new fort.gate.ToolOperation.ReadInformation("sys/internal/specs/openapi", true),
                        () -> new Answer.Raw(fort.wire.OpenApi.file(), "application/json", false)));
    }

    void on(String operation, Handler handler) {
        if (byOperation.put(operation, handler) != null) {
            throw new IllegalStateException("two handlers for " + operation);
        }
    }

    EventHandlers events() {
        return events;
    }

    Map<String, Handler> all() {
        return Map.copyOf(byOperation);
    }
}
