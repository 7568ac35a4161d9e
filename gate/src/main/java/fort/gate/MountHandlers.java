package fort.gate;

import fort.access.Acl;
import fort.access.Capability;
import fort.crypto.RandomText;
import fort.domain.InvalidName;
import fort.domain.Names;
import fort.domain.Refusal;
import fort.store.Change;
import fort.store.Collection;
import fort.store.Rows;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The mount tables: where engines and auth methods are.
final class MountHandlers implements Handler<MountOperation<?>> {
    private static final Set<String> SECRET_TYPES = Set.of("kv", "generic", "kv-v2");
    private static final Set<String> AUTH_TYPES = Set.of("userpass", "approle");

    /// First segments that belong to Fort's API or to what every environment has.
    private static final Set<String> RESERVED = Set.of("sys", "auth", "cubbyhole", "identity", "audit", "token");

    /// No row ever has this revision.
    private static final long GONE = Long.MAX_VALUE;

    /// Written by each act that decides by the whole table where a mount may be, so that of two at once one decides
    /// again.
    private static final Collection<byte[]> GUARD = Collection.ofSealedBytes("mount_guard", false);

    private static final String GUARD_KEY = "this";

    @Override
    public Demand demand(Act act, MountOperation<?> operation) {
        return switch (operation) {
            case MountOperation.ListMounts o -> Demand.needs(root(o.auth()), Capability.READ);
            case MountOperation.VisibleMounts _ -> Demand.OPEN;
            // What may be seen is decided while planning: a mount the caller has nothing in looks like none.
            case MountOperation.FindMount _ -> Demand.OPEN;
            case MountOperation.ReadMount o -> Demand.needs(root(o.auth()) + "/" + o.path(), Capability.READ);
            case MountOperation.Enable o -> managed(o.auth(), o.path(), Capability.UPDATE);
            case MountOperation.Disable o -> managed(o.auth(), o.path(), Capability.DELETE);
            case MountOperation.Tune o -> Demand.needs(root(o.auth()) + "/" + o.path() + "/tune", Capability.UPDATE);
            case MountOperation.Remount _ -> Demand.sudo("sys/remount", Capability.UPDATE);
        };
    }

    private static String root(boolean auth) {
        return auth ? "sys/auth" : "sys/mounts";
    }

    private static Demand managed(boolean auth, String path, Capability capability) {
        return auth ? Demand.sudo("sys/auth/" + path, capability) : Demand.needs("sys/mounts/" + path, capability);
    }

    @Override
    public Plan<?> plan(Act act, MountOperation<?> operation) {
        MountTable table = act.interior().mounts();
        return switch (operation) {
            case MountOperation.ListMounts o -> Plan.done(table.all(o.auth()));
            case MountOperation.VisibleMounts _ -> visible(act, table);
            case MountOperation.FindMount o -> find(act, table, o.path());
            case MountOperation.ReadMount o -> {
                Mount mount = table.at(o.auth(), o.path());
                yield mount == null
                        ? Plan.refused(Refusal.Reason.INVALID_REQUEST, "No secret engine mount at " + o.path() + "/")
                        : Plan.done(mount);
            }
            case MountOperation.Enable o -> enable(act, o);
            case MountOperation.Disable o -> disable(act, table, o);
            case MountOperation.Tune o -> tune(act, table, o);
            case MountOperation.Remount o -> remount(act, o);
        };
    }

    private static Plan<?> visible(Act act, MountTable table) {
        boolean anonymous = act.caller().method().equals("none");
        return Plan.done(new MountOperation.Visible(
                table.all(false).stream().filter(m -> seen(act, m, anonymous)).toList(),
                table.all(true).stream().filter(m -> seen(act, m, anonymous)).toList()));
    }

    private static boolean seen(Act act, Mount mount, boolean anonymous) {
        if ("unauth".equals(mount.tuning().listingVisibility())) {
            return true;
        }
        return !anonymous && act.acl().anyBelow((mount.auth() ? "auth/" : "") + mount.path() + "/");
    }

    private static Plan<?> find(Act act, MountTable table, String path) {
        boolean inAuth = path.startsWith("auth/");
        Mount mount = table.resolve(inAuth, inAuth ? path.substring("auth/".length()) : path);
        Acl acl = act.acl();
        if (mount == null
                || act.caller().method().equals("none")
                || !acl.anyBelow((inAuth ? "auth/" : "") + mount.path() + "/")) {
            return Plan.refused(
                    Refusal.Reason.FORBIDDEN,
                    "preflight capability check returned 403, please ensure client's policies grant access to path \""
                            + path + "/\"");
        }
        return Plan.done(mount);
    }

    private static Plan<?> enable(Act act, MountOperation.Enable operation) {
        Change guard = guard(act.interior());
        MountTable table = act.interior().mountsNow();
        String path = operation.path();
        try {
            Names.requirePath(path);
        } catch (InvalidName e) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "mount path: " + e.getMessage());
        }
        if (!operation.auth() && RESERVED.contains(path.split("/", 2)[0])) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "cannot mount \"" + path + "/\": the path is reserved");
        }
        String type = operation.type();
        if (!(operation.auth() ? AUTH_TYPES : SECRET_TYPES).contains(type)) {
            return Plan.refused(
                    Refusal.Reason.INVALID_REQUEST,
                    "plugin not found in the catalog: this server has "
                            + (operation.auth() ? "auth methods userpass and approle" : "the secret engine kv"));
        }
        Mount taken = table.conflict(operation.auth(), path);
        if (taken != null) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "path is already in use at " + taken.path() + "/");
        }
        if (table.all(operation.auth()).size() >= Interior.MOUNTS_MAX / 2) {
            return Plan.refused(Refusal.Reason.LIMIT_EXCEEDED, "too many mounts");
        }
        Map<String, String> options = options(operation);
        if (options != null && !Set.of("1", "2").contains(options.getOrDefault("version", "1"))) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "the kv engine has version 1 and 2");
        }
        Optional<Refusal> wrong = operation.tuning().refusal();
        if (wrong.isPresent()) {
            return Plan.refused(wrong.get());
        }
        RandomText text = new RandomText(act.interior().random());
        Mount mount = new Mount(
                text.uuid(),
                operation.auth(),
                path,
                type.equals("kv-v2") || type.equals("generic") ? "kv" : type,
                (operation.auth() ? "auth_" : "") + type + "_" + text.base62(8).toLowerCase(Locale.ROOT),
                operation.description(),
                operation.tuning(),
                options,
                operation.local(),
                false,
                0,
                0);
        return Plan.done(
                mount, List.of(guard, act.interior().rows().put(Interior.MOUNTS, mount.id(), mount, Change.ABSENT)));
    }

    /// To be read before the table is.
    private static Change guard(Interior interior) {
        long revision =
                interior.rows().get(GUARD, GUARD_KEY).map(Rows.Entry::revision).orElse(Change.ABSENT);
        return interior.rows().put(GUARD, GUARD_KEY, new byte[] {1}, revision);
    }

    private static @Nullable Map<String, String> options(MountOperation.Enable operation) {
        if (operation.auth()) {
            return null;
        }
        if (operation.type().equals("kv-v2")) {
            return Map.of("version", "2");
        }
        return operation.options().isEmpty() && operation.type().equals("generic")
                ? Map.of("version", "1")
                : Map.copyOf(operation.options());
    }

    private static boolean permanent(Mount mount) {
        return !mount.type().equals("kv") && !AUTH_TYPES.contains(mount.type());
    }

    private Plan<?> disable(Act act, MountTable table, MountOperation.Disable operation) {
        Mount mount = table.at(operation.auth(), operation.path());
        if (mount == null) {
            return Plan.done(List.of()).warning("No mount at " + operation.path() + "/");
        }
        if (permanent(mount)) {
            return Plan.refused(
                    Refusal.Reason.INVALID_REQUEST,
                    operation.auth()
                            ? "token credential backend cannot be disabled"
                            : "cannot unmount \"" + mount.path() + "/\"");
        }
        if (Contents.tooManyTokens(act.interior(), mount)) {
            return Plan.refused(
                    Refusal.Reason.LIMIT_EXCEEDED,
                    "more than " + Contents.TOKENS_MAX + " tokens of this method live: revoke them by prefix first");
        }
        List<Change> changes = Contents.removal(act.interior(), mount);
        if (changes.size() > Contents.REMOVED_MAX) {
            return Plan.refused(
                    Refusal.Reason.LIMIT_EXCEEDED,
                    "the mount holds more than can be destroyed in one step; delete its secrets first");
        }
        return Plan.done(changes);
    }

    private static Plan<?> tune(Act act, MountTable table, MountOperation.Tune operation) {
        Mount mount = table.at(operation.auth(), operation.path());
        if (mount == null) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "no mount at " + operation.path() + "/");
        }
        MountTuning tuning = merged(mount.tuning(), operation.tuning());
        Optional<Refusal> wrong = tuning.refusal();
        if (wrong.isPresent()) {
            return Plan.refused(wrong.get());
        }
        Map<String, String> options = mount.options();
        if (operation.options() != null && mount.type().equals("kv")) {
            String version = operation.options().getOrDefault("version", mount.isKv2() ? "2" : "1");
            if (mount.isKv2() && !version.equals("2")) {
                return Plan.refused(Refusal.Reason.INVALID_REQUEST, "cannot downgrade mount from version 2");
            }
            if (!Set.of("1", "2").contains(version)) {
                return Plan.refused(Refusal.Reason.INVALID_REQUEST, "the kv engine has version 1 and 2");
            }
            options = Map.of("version", version);
        }
        Mount tuned = new Mount(
                mount.id(),
                mount.auth(),
                mount.path(),
                mount.type(),
                mount.accessor(),
                operation.description() == null ? mount.description() : operation.description(),
                tuning,
                options,
                mount.local(),
                mount.casRequired(),
                mount.maxVersions(),
                mount.deleteVersionAfterSeconds());
        return Plan.done(tuned, List.of(put(act.interior(), tuned)));
    }

    private static MountTuning merged(MountTuning old, MountTuning next) {
        return new MountTuning(
                next.defaultLeaseTtlSeconds() == null ? old.defaultLeaseTtlSeconds() : next.defaultLeaseTtlSeconds(),
                next.maxLeaseTtlSeconds() == null ? old.maxLeaseTtlSeconds() : next.maxLeaseTtlSeconds(),
                next.forceNoCache() == null ? old.forceNoCache() : next.forceNoCache(),
                next.listingVisibility() == null ? old.listingVisibility() : next.listingVisibility(),
                next.auditNonHmacRequestKeys() == null ? old.auditNonHmacRequestKeys() : next.auditNonHmacRequestKeys(),
                next.auditNonHmacResponseKeys() == null
                        ? old.auditNonHmacResponseKeys()
                        : next.auditNonHmacResponseKeys(),
                next.passthroughRequestHeaders() == null
                        ? old.passthroughRequestHeaders()
                        : next.passthroughRequestHeaders(),
                next.allowedResponseHeaders() == null ? old.allowedResponseHeaders() : next.allowedResponseHeaders(),
                next.tokenType() == null ? old.tokenType() : next.tokenType());
    }

    /// The change of a mount that is there. One that was removed meanwhile is not brought back: its plan conflicts,
    /// and
    /// finds no mount when it is made anew.
    static Change put(Interior interior, Mount mount) {
        long revision = interior.rows()
                .get(Interior.MOUNTS, mount.id())
                .map(Rows.Entry::revision)
                .orElse(GONE);
        return interior.rows().put(Interior.MOUNTS, mount.id(), mount, revision);
    }

    private static Plan<?> remount(Act act, MountOperation.Remount operation) {
        Change guard = guard(act.interior());
        MountTable table = act.interior().mountsNow();
        boolean fromAuth = operation.from().startsWith("auth/");
        boolean toAuth = operation.to().startsWith("auth/");
        String from = fromAuth ? operation.from().substring(5) : operation.from();
        String to = toAuth ? operation.to().substring(5) : operation.to();
        Mount mount = table.at(fromAuth, from);
        if (mount == null) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "no matching mount at \"" + operation.from() + "/\"");
        }
        if (fromAuth != toAuth || permanent(mount) || (!toAuth && RESERVED.contains(to.split("/", 2)[0]))) {
            return Plan.refused(
                    Refusal.Reason.INVALID_REQUEST, "cannot remount \"" + operation.from() + "/\" to that path");
        }
        Mount taken = table.conflict(toAuth, to);
        if (taken != null && !taken.id().equals(mount.id())) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "path already in use at \"" + taken.path() + "/\"");
        }
        Mount moved = new Mount(
                mount.id(),
                mount.auth(),
                to,
                mount.type(),
                mount.accessor(),
                mount.description(),
                mount.tuning(),
                mount.options(),
                mount.local(),
                mount.casRequired(),
                mount.maxVersions(),
                mount.deleteVersionAfterSeconds());
        return Plan.done(List.of(guard, put(act.interior(), moved)));
    }
}
