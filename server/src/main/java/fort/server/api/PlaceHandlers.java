package fort.server.api;

import fort.domain.EnvironmentName;
import fort.domain.Outcome;
import fort.gate.Mount;
import fort.gate.MountOperation;
import fort.gate.MountTuning;
import fort.gate.SealOperation;
import fort.gate.SecretOperation;
import fort.gate.ToolOperation;
import fort.gate.WatchOperation;
import fort.server.config.ServerConfig;
import fort.wire.Environments;
import fort.wire.Mounts;
import java.util.List;
import java.util.Map;

/// Environments and mounts.
final class PlaceHandlers {
    private static final int SCHEMA_VERSION = 1;

    private PlaceHandlers() {}

    static void register(Handlers handlers, ServerConfig config) {
        handlers.on("environment.list", call -> environments(call, config));
        handlers.on("environment.read", call -> environment(call, config));
        handlers.on(
                "environment.digest",
                call -> call.answer(
                        new WatchOperation.StateDigest(),
                        digest -> Answer.of(
                                new Environments.Digest(call.environment(), digest.sha256(), digest.rows()))));
        handlers.on(
                "mount.list",
                call -> call.answer(new MountOperation.ListMounts(false), mounts -> {
                    Call.Page<Mount> page = call.page(
                            mounts.stream()
                                    .filter(mount -> mount.type().equals("kv"))
                                    .toList(),
                            Mount::path);
                    return Answer.of(new Mounts.Listing(
                            page.items().stream().map(PlaceHandlers::view).toList(), page.next()));
                }));
        handlers.on("mount.create", PlaceHandlers::create);
        handlers.on(
                "mount.read",
                call -> call.answer(
                        new MountOperation.ReadMount(false, Call.mount(call.parameter("mount"))),
                        mount -> Answer.of(view(mount))));
        handlers.on("mount.update", PlaceHandlers::update);
        handlers.on(
                "mount.delete",
                call -> call.empty(new MountOperation.Disable(false, Call.mount(call.parameter("mount")))));
    }

    private static Answer environments(Call call, ServerConfig config) {
        return call.then(
                new ToolOperation.ReadInformation("sys/environments", false),
                () -> Answer.of(new Environments.Listing(
                        config.served().stream()
                                .map(name -> new Environments.Summary(
                                        name.value(),
                                        name.value().equals(call.environment()),
                                        name.equals(config.defaultEnvironment())))
                                .toList(),
                        null)));
    }

    private static Answer environment(Call call, ServerConfig config) {
        return call.answer(new WatchOperation.EnvironmentStatus(), status -> {
            int term = call.perform(new SealOperation.KeyStatusQuery())
                            instanceof Outcome.Done<SealOperation.KeyStatus>(var keys)
                    ? keys.term()
                    : 0;
            ServerConfig.Environment declared = config.environments().stream()
                    .filter(e -> e.name().equals(new EnvironmentName(status.environment())))
                    .findFirst()
                    .orElseThrow();
            String origin = call.receipt() == null ? "" : call.receipt().origin();
            return Answer.of(new Environments.Status(
                    status.environment(),
                    status.environment(),
                    true,
                    status.sealed(),
                    declared.store() instanceof ServerConfig.StoreKind.Sqlite ? "sqlite" : "postgresql",
                    SCHEMA_VERSION,
                    declared.seal() instanceof ServerConfig.SealKind.KeyFile ? "key_file" : "shares",
                    term,
                    status.logSize(),
                    origin));
        });
    }

    private static Answer create(Call call) {
        Mounts.Create body = call.body(Mounts.Create.class);
        String path = Call.mount(body.path());
        int version = body.version() == null ? 2 : body.version();
        MountOperation.Enable enable = new MountOperation.Enable(
                false,
                path,
                body.type() == null ? "kv" : body.type(),
                body.description() == null ? "" : body.description(),
                MountTuning.NONE,
                Map.of("version", Integer.toString(version)),
                false);
        return call.then(enable, () -> configured(call, path, body.checkAndSetRequired(), body.versionsMax()));
    }

    private static Answer update(Call call) {
        Mounts.Update body = call.body(Mounts.Update.class);
        String path = Call.mount(call.parameter("mount"));
        return body.description() == null
                ? configured(call, path, body.checkAndSetRequired(), body.versionsMax())
                : call.then(
                        new MountOperation.Tune(false, path, MountTuning.NONE, body.description(), null),
                        () -> configured(call, path, body.checkAndSetRequired(), body.versionsMax()));
    }

    private static Answer configured(
            Call call,
            String path,
            @org.jspecify.annotations.Nullable Boolean checkAndSet,
            @org.jspecify.annotations.Nullable Long versionsMax) {
        MountOperation.ReadMount read = new MountOperation.ReadMount(false, path);
        if (checkAndSet == null && versionsMax == null) {
            return call.answer(read, mount -> Answer.of(view(mount)));
        }
        SecretOperation.WriteConfig write = new SecretOperation.WriteConfig(
                path, checkAndSet, versionsMax == null ? null : Math.toIntExact(versionsMax), null);
        return call.then(write, () -> call.answer(read, mount -> Answer.of(view(mount))));
    }

    private static Mounts.Mount view(Mount mount) {
        return new Mounts.Mount(
                mount.path(),
                mount.type(),
                mount.isKv2() ? 2 : 1,
                MetadataHandlers.emptyToNull(mount.description()),
                mount.accessor(),
                mount.maxVersions(),
                mount.casRequired());
    }

    static List<String> sorted(List<String> names) {
        return names.stream().sorted().toList();
    }
}
