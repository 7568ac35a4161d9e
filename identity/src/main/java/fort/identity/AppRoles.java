package fort.identity;

import fort.crypto.KeyedHash;
import fort.crypto.Keyring;
import fort.crypto.RandomText;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.SecretValue;
import fort.store.Change;
import fort.store.Collection;
import fort.store.Rows;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Roles that programs log in to: the AppRole method. A role id names the role, a secret id proves the program.
///
/// Thread-safe. Nothing is written here; the [Change]s are to be committed.
public final class AppRoles {
    private static final Collection<AppRole> ROLES = Collection.of("approle", AppRole.class);
    private static final Collection<RoleName> ROLE_IDS = Collection.of("approle_id", RoleName.class);

    private final Rows rows;
    private final Tokens tokens;
    private final SecretIds secretIds;
    private final KeyedHash roleIdHash;
    private final RandomText random;

    public AppRoles(Rows rows, Tokens tokens, Keyring keyring, SecureRandom random) {
        this.rows = rows;
        this.tokens = tokens;
        this.roleIdHash = keyring.keyedHash("approle/role-id");
        this.random = new RandomText(random);
        this.secretIds = new SecretIds(rows, keyring.keyedHash("approle/secret-id"), this.random);
    }

    /// @param name of the role a role id belongs to
    record RoleName(String name) {}

    /// @param name lowercased here
    public Optional<Rows.Entry<AppRole>> read(String mountId, String name) {
        return Keys.simple(name).flatMap(key -> rows.get(ROLES, mountId + "/" + key));
    }

    /// Names, ascending.
    ///
    /// @param after the last name of the page before, or empty
    public List<String> list(String mountId, String after, int limit) {
        return Keys.list(rows, ROLES, mountId + "/", after, limit);
    }

    /// Makes or changes a role.
    ///
    /// @param edit from the present role (a new one: bound to a secret id, random role id) to the wanted one,
    ///     whose uid and name are ignored; its IllegalArgumentException becomes a refusal with that message
    public Outcome<List<Change>> write(String mountId, String name, UnaryOperator<AppRole> edit) {
        Optional<String> key = Keys.simple(name);
        if (key.isEmpty()) {
            return refused("not a role name: letters, digits, '_' and inner '. @ + -'");
        }
        Optional<Rows.Entry<AppRole>> present = rows.get(ROLES, mountId + "/" + key.get());
        AppRole before = present.map(Rows.Entry::value).orElseGet(() -> fresh(key.get()));
        AppRole after;
        try {
            after = edit.apply(before).identified(before.uid(), before.name());
        } catch (IllegalArgumentException e) {
            return refused(String.valueOf(e.getMessage()));
        }
        if (after.token().policies().contains(PolicyNames.ROOT)) {
            return refused("auth methods cannot create root tokens");
        }
        List<Change> changes = new ArrayList<>();
        changes.add(rows.put(
                ROLES,
                mountId + "/" + key.get(),
                after,
                present.map(Rows.Entry::revision).orElse(Change.ABSENT)));
        boolean moved = present.isPresent() && !before.roleId().equals(after.roleId());
        if (moved) {
            changes.add(rows.delete(ROLE_IDS, roleIdKey(mountId, before.roleId()), Change.ANY));
        }
        if (moved || present.isEmpty()) {
            String roleIdKey = roleIdKey(mountId, after.roleId());
            if (rows.get(ROLE_IDS, roleIdKey).isPresent()) {
                return refused("'role_id' is already in use");
            }
            changes.add(rows.put(ROLE_IDS, roleIdKey, new RoleName(key.get()), Change.ABSENT));
        }
        return Outcome.done(changes);
    }

    private AppRole fresh(String name) {
        return new AppRole(random.base62(24), name, random.uuid(), true, List.of(), 0, 0, false, TokenParameters.NONE);
    }

    /// Deletes a role; its secret ids no longer work, also for a later role of the same name.
    public List<Change> delete(String mountId, String name) {
        List<Change> changes = new ArrayList<>();
        read(mountId, name).ifPresent(row -> {
            changes.add(rows.delete(ROLES, row.key(), row.revision()));
            changes.add(rows.delete(ROLE_IDS, roleIdKey(mountId, row.value().roleId()), Change.ANY));
            changes.addAll(secretIds.deleteAll(mountId, row.value()));
        });
        return changes;
    }

    /// The caller closes the secret id.
    public record IssuedSecretId(SecretValue secretId, SecretIdEntry entry, List<Change> changes) {}

    /// Makes a secret id, random or custom.
    public Outcome<IssuedSecretId> issue(String mountId, AppRole role, SecretIdRequest request, Instant now) {
        return secretIds.issue(mountId, role, request, now);
    }

    public Optional<Rows.Entry<SecretIdEntry>> find(String mountId, AppRole role, SecretValue secretId, Instant now) {
        return secretIds
                .find(mountId, role, secretId)
                .filter(row -> !row.value().expiredAt(now));
    }

    public Optional<Rows.Entry<SecretIdEntry>> findByAccessor(
            String mountId, AppRole role, String accessor, Instant now) {
        return secretIds
                .findByAccessor(mountId, role, accessor)
                .filter(row -> !row.value().expiredAt(now));
    }

    /// Accessors of a role's secret ids, ascending.
    public List<String> accessors(String mountId, AppRole role, String after, int limit) {
        return secretIds.accessors(mountId, role, after, limit);
    }

    public List<Change> destroy(String mountId, AppRole role, SecretIdEntry entry) {
        return secretIds.removed(mountId, role.uid(), entry, Change.ANY);
    }

    /// Whether a role would still give these policies; a renewal of its token is refused when not.
    public boolean stillGrants(String mountId, String name, List<String> policies) {
        return read(mountId, name)
                .map(row -> row.value().token())
                .map(token -> PolicyNames.withDefault(token.policies(), token.noDefaultPolicy())
                        .equals(policies))
                .orElse(false);
    }

    public Login login(AuthMount mount, String roleId, @Nullable SecretValue secretId, String source, Instant now) {
        Optional<Rows.Entry<AppRole>> row = rows.get(ROLE_IDS, roleIdKey(mount.id(), roleId))
                .flatMap(name -> rows.get(ROLES, mount.id() + "/" + name.value().name()));
        if (row.isEmpty()) {
            return failed(List.of());
        }
        AppRole role = row.get().value();
        if (!Cidr.allows(role.token().boundCidrs(), source)) {
            return failed(List.of());
        }
        Change unchanged = rows.check(ROLES, row.get().key(), row.get().revision());
        if (!role.bindSecretId()) {
            return granted(mount, role, role.token(), Map.of(), List.of(unchanged), now);
        }
        Optional<Rows.Entry<SecretIdEntry>> found =
                secretId == null ? Optional.empty() : secretIds.find(mount.id(), role, secretId);
        if (found.isEmpty()) {
            return failed(List.of());
        }
        SecretIdEntry entry = found.get().value();
        if (entry.expiredAt(now)) {
            return failed(secretIds.removed(mount.id(), role.uid(), entry, Change.ANY));
        }
        if (!Cidr.allows(entry.cidrs(), source) || !Cidr.allows(role.secretIdBoundCidrs(), source)) {
            return failed(List.of());
        }
        List<Change> changes = new ArrayList<>(secretIds.used(mount.id(), role.uid(), found.get(), now));
        changes.add(unchanged);
        return granted(mount, role, tokenOf(role, entry), entry.metadata(), changes, now);
    }

    private static TokenParameters tokenOf(AppRole role, SecretIdEntry entry) {
        return entry.tokenBoundCidrs().isEmpty() ? role.token() : role.token().boundTo(entry.tokenBoundCidrs());
    }

    private Login granted(
            AuthMount mount,
            AppRole role,
            TokenParameters token,
            Map<String, String> metadata,
            List<Change> more,
            Instant now) {
        Map<String, String> meta = new HashMap<>(metadata);
        meta.put("role_name", role.name());
        Issued issued = tokens.login(
                new Grant(
                        mount,
                        "auth/" + mount.path() + "/login",
                        mount.path() + "/" + role.name(),
                        mount.path().replace('/', '-'),
                        "approle",
                        meta,
                        token),
                now);
        List<Change> changes = new ArrayList<>(issued.changes());
        changes.addAll(more);
        return new Login.Granted(new Issued(issued.token(), issued.entry(), changes, issued.warnings()));
    }

    /// One page of a sweep over all secret ids.
    public Tokens.Tidy tidy(String after, int limit, Instant now) {
        return secretIds.tidy(after, limit, now);
    }

    private String roleIdKey(String mountId, String roleId) {
        return mountId + "/" + roleIdHash.hex(roleId.getBytes(StandardCharsets.UTF_8));
    }

    private static Login failed(List<Change> changes) {
        return new Login.Refused(new Refusal(Refusal.Reason.LOGIN_FAILED, "invalid role or secret ID"), changes);
    }

    private static Outcome<List<Change>> refused(String message) {
        return Outcome.refused(Refusal.Reason.INVALID_REQUEST, message);
    }
}
