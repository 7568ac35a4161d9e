package fort.testkit.rotation;

import fort.domain.Consumption;
import fort.domain.GraceEnd;
import fort.domain.RotationJob;
import fort.domain.RotationPlanner;
import fort.domain.RotationSettings;
import fort.domain.RotationStep;
import fort.domain.SecretHead;
import fort.domain.TypePolicy;
import fort.domain.VersionInfo;
import fort.testkit.rotation.ModelTarget.Credential;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One secret with everything around it: rows, target, clients, and what the invariants remember of it.
final class ModelSecret {
    final TypePolicy policy;
    final ModelTarget target;
    final List<ModelClient> clients;
    final Map<Long, Credential> values = new HashMap<>();
    SecretHead head;

    @Nullable
    RotationSettings settings;

    RotationJob job = RotationJob.NONE;
    Instant due = Instant.EPOCH;
    final Instant[] heldUntil;

    /// Versions that people killed at the target, or that an emergency replaced.
    final Set<Long> lost = new HashSet<>();
    /// What each version's value was when it was applied first.
    final Map<Long, Credential> applied = new HashMap<>();
    /// Something hindered the rotation of the current version.
    boolean disturbed;
    /// People changed the one user of the target while a rotation was under way.
    boolean raced;
    Instant controllableSince;

    ModelSecret(
            TypePolicy policy,
            ModelTarget target,
            List<ModelClient> clients,
            @Nullable RotationSettings settings,
            SecretHead head,
            int nodes) {
        this.policy = policy;
        this.target = target;
        this.clients = clients;
        this.settings = settings;
        this.head = head;
        heldUntil = new Instant[nodes];
        Arrays.fill(heldUntil, Instant.MIN);
        controllableSince = head.createdTime();
    }

    RotationPlanner.View view() {
        List<Consumption> ledger = new ArrayList<>(clients.size());
        for (ModelClient client : clients) {
            ledger.add(new Consumption(client.name, client.version, null, client.acknowledged, null));
        }
        return new RotationPlanner.View(head, settings, job, policy, ledger);
    }

    @Nullable
    Credential current() {
        VersionInfo current = head.current().orElse(null);
        return current == null || current.destroyed() ? null : values.get(current.number());
    }

    @Nullable
    Credential staged() {
        VersionInfo staged = head.staged().orElse(null);
        return staged == null || staged.destroyed() ? null : values.get(staged.number());
    }

    boolean holds() {
        return RotationPlanner.graceEnd(settings, job) == GraceEnd.HOLD;
    }

    void excuseClients() {
        clients.forEach(client -> client.excused = true);
    }

    /// Each client has fetched at all its times up to now; nothing changed since the last call.
    void sync(Instant now) {
        for (ModelClient client : clients) {
            Instant time = client.lastTime(now);
            if (time.isAfter(client.fetchedTime)) {
                client.fetchedTime = time;
                fetch(client, time);
            }
            client.acknowledge(now);
        }
    }

    private void fetch(ModelClient client, Instant time) {
        VersionInfo current = head.current().orElse(null);
        if (current == null || !current.readable(time)) {
            client.excused = true;
            return;
        }
        if (current.number() != client.version) {
            client.version = current.number();
            client.versionTime = time;
            client.credential = values.get(current.number());
        }
        // What an emergency is about to replace dies with little grace.
        client.excused = job.deadline() != null && job.step() != RotationStep.FINISH;
    }
}
