package fort.gate;

import static fort.gate.TestFort.done;
import static fort.gate.TestFort.json;
import static fort.gate.TestFort.path;

import fort.domain.EnvironmentName;
import fort.domain.FailureKind;
import fort.domain.GraceEnd;
import fort.domain.Outcome;
import fort.domain.RotationSettings;
import fort.domain.RotationStep;
import fort.gate.RotationOperation.RotationView;
import fort.gate.RotationWork.Claim;
import fort.gate.RotationWork.Looked;
import fort.identity.Credential;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/// A worker in slow motion: brings the rotation of one secret to a step, act by act.
final class Rotating {
    static final RotationSettings RANDOM = settings(0L);
    static final long CLAIM_SECONDS = 60;

    private final TestFort fort;
    private final EnvironmentName environment;
    private final String path;

    Rotating(TestFort fort, EnvironmentName environment, String path) {
        this.fort = fort;
        this.environment = environment;
        this.path = path;
    }

    static RotationSettings settings(Long graceSeconds) {
        return new RotationSettings("random", "", Map.of(), 0, null, graceSeconds, GraceEnd.TIME, false);
    }

    <T> Outcome<T> inside(Operation<T> operation) {
        return fort.ask(fort.request(environment, new Credential.Itself("rotation")), operation);
    }

    <T> Outcome<T> root(Operation<T> operation) {
        return fort.ask(fort.root(environment), operation);
    }

    Rotating configured(RotationSettings settings) {
        done(root(new RotationOperation.ConfigureRotation("secret", path(path), settings)));
        return this;
    }

    RotationView view() {
        return done(root(new RotationOperation.ReadRotation("secret", path(path))));
    }

    Chamber chamber() {
        return Objects.requireNonNull(fort.fort.chamber(environment));
    }

    String key() {
        return Objects.requireNonNull(chamber().mounts().at(false, "secret")).id() + "/" + path;
    }

    Instant due() {
        return chamber().rotations().due(1_000).items().stream()
                .filter(item -> item.secret().equals(key()))
                .findFirst()
                .orElseThrow()
                .due();
    }

    boolean isDue() {
        return chamber().rotations().due(1_000).items().stream()
                .anyMatch(item -> item.secret().equals(key()));
    }

    Looked look(String node) {
        return done(inside(new RotationWork.Look(key(), due(), node, CLAIM_SECONDS, true)));
    }

    Claim claim(String node) {
        return Objects.requireNonNull(look(node).claim());
    }

    RotationStep step() {
        return view().job().step();
    }

    /// The fence of a claim under which `wanted` is to be done; configures and starts what is needed.
    long at(RotationStep wanted) {
        if (view().settings() == null) {
            configured(RANDOM);
        }
        if (!view().job().running()) {
            done(root(new RotationOperation.RotateNow("secret", path(path))));
        }
        for (int i = 0; i < 8; i++) {
            if (view().job().claimedBy().isEmpty()) {
                claim("node-1");
            }
            long fence = view().job().fence();
            if (step() == wanted) {
                return fence;
            }
            onward(wanted, fence);
        }
        throw new AssertionError("not at " + wanted);
    }

    private void onward(RotationStep wanted, long fence) {
        switch (step()) {
            case CREATE ->
                done(inside(new RotationWork.StageValue(
                        key(), fence, CLAIM_SECONDS, json("{\"password\":\"Next-one-" + fence + "\"}"))));
            case APPLY -> {
                if (wanted == RotationStep.UNDO) {
                    done(inside(new RotationWork.ReportFailed(key(), fence, FailureKind.PERMANENT, "no such user")));
                } else {
                    done(inside(new RotationWork.ReportApplied(key(), fence, CLAIM_SECONDS)));
                }
            }
            case VERIFY -> done(inside(new RotationWork.PromoteStaged(key(), fence, Map.of())));
            case IDLE, FINISH, UNDO -> throw new AssertionError("at " + step());
        }
    }
}
