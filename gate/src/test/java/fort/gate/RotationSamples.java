package fort.gate;

import static fort.gate.TestFort.DEVELOPMENT;
import static fort.gate.TestFort.path;

import fort.domain.FailureKind;
import fort.domain.RotationStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Samples of what people and the worker ask about rotation.
final class RotationSamples {
    private final List<Sample> all = new ArrayList<>();

    static List<Sample> all() {
        RotationSamples samples = new RotationSamples();
        samples.rotations();
        samples.targets();
        samples.emergencies();
        samples.work();
        return samples.all;
    }

    private void granted(Class<?> type, Function<World, Operation<?>> make) {
        all.add(new Sample(type, Sample.Who.GRANTED, make, null));
    }

    private void inside(Class<?> type, Function<World, Operation<?>> make) {
        all.add(new Sample(type, Sample.Who.INSIDE, make, null));
    }

    private static Rotating db(World world) {
        return new Rotating(world.fort, DEVELOPMENT, "app/db");
    }

    /// A secret of its own: others are at some step already, or have versions in grace.
    private static Rotating fresh(World world) {
        String path = "rotating/" + world.next();
        world.fort.write(DEVELOPMENT, path, "{\"password\":\"one\"}");
        return new Rotating(world.fort, DEVELOPMENT, path);
    }

    private static Operation<?> at(World world, RotationStep step, BiFunction<String, Long, Operation<?>> make) {
        Rotating rotating = fresh(world);
        long fence = rotating.at(step);
        return make.apply(rotating.key(), fence);
    }

    private static Operation<?> configured(World world, Operation<?> then) {
        db(world).configured(Rotating.RANDOM);
        return then;
    }

    private void rotations() {
        var db = path("app/db");
        granted(
                RotationOperation.ConfigureRotation.class,
                w -> new RotationOperation.ConfigureRotation("secret", db, Rotating.RANDOM));
        granted(
                RotationOperation.UnconfigureRotation.class,
                w -> configured(w, new RotationOperation.UnconfigureRotation("secret", db)));
        granted(
                RotationOperation.ReadRotation.class,
                w -> configured(w, new RotationOperation.ReadRotation("secret", db)));
        granted(
                RotationOperation.ListRotations.class,
                w -> configured(w, new RotationOperation.ListRotations(null, null, "", 10)));
        granted(
                RotationOperation.PreviewRotations.class,
                w -> configured(
                        w, new RotationOperation.PreviewRotations(Instant.parse("2030-01-01T00:00:00Z"), "", 10)));
        granted(
                RotationOperation.ReadHistory.class,
                w -> configured(w, new RotationOperation.ReadHistory("secret", db, null, 10)));
        granted(
                RotationOperation.ExplainRotation.class,
                w -> configured(w, new RotationOperation.ExplainRotation("secret", db)));
        granted(RotationOperation.RotateNow.class, w -> configured(w, new RotationOperation.RotateNow("secret", db)));
        granted(
                RotationOperation.FreezeRotation.class,
                w -> configured(w, new RotationOperation.FreezeRotation("secret", db, true)));
        granted(RotationOperation.PauseRotations.class, w -> new RotationOperation.PauseRotations(true, "maintenance"));
        granted(RotationOperation.ReadMaintenance.class, w -> new RotationOperation.ReadMaintenance());
    }

    private static TargetOperation.TargetSpec target() {
        return new TargetOperation.TargetSpec("main-db", "postgresql", "localhost:5432", "", "secret", "app/db");
    }

    private static Operation<?> withTarget(World world, Operation<?> then) {
        world.root(new TargetOperation.WriteTarget(target()));
        return then;
    }

    private void targets() {
        granted(TargetOperation.WriteTarget.class, w -> new TargetOperation.WriteTarget(target()));
        granted(TargetOperation.ReadTarget.class, w -> withTarget(w, new TargetOperation.ReadTarget("main-db")));
        granted(TargetOperation.ListTargets.class, w -> withTarget(w, new TargetOperation.ListTargets("", 10)));
        granted(TargetOperation.DeleteTarget.class, w -> withTarget(w, new TargetOperation.DeleteTarget("main-db")));
    }

    private static EmergencyOperation.EmergencyChoice choice() {
        return new EmergencyOperation.EmergencyChoice(
                "secret", List.of(path("app/db")), null, null, null, null, null, null, null);
    }

    private static EmergencyOperation.StartEmergency start(World world) {
        db(world).configured(Rotating.RANDOM);
        var preview = world.root(new EmergencyOperation.PreviewEmergency(choice()));
        return new EmergencyOperation.StartEmergency(choice(), preview.hash(), "leaked");
    }

    private void emergencies() {
        granted(EmergencyOperation.PreviewEmergency.class, w -> new EmergencyOperation.PreviewEmergency(choice()));
        granted(EmergencyOperation.StartEmergency.class, RotationSamples::start);
        granted(
                EmergencyOperation.ReadEmergency.class,
                w -> new EmergencyOperation.ReadEmergency(
                        w.root(start(w)).summary().id()));
        granted(EmergencyOperation.ListEmergencies.class, w -> {
            w.root(start(w));
            return new EmergencyOperation.ListEmergencies(10);
        });
        granted(EmergencyOperation.FindHolders.class, w -> new EmergencyOperation.FindHolders(World.bytes("two"), ""));
        inside(
                EmergencyOperation.CloseEmergency.class,
                w -> new EmergencyOperation.CloseEmergency(
                        w.root(start(w)).summary().id()));
    }

    private void work() {
        inside(RotationWork.Look.class, w -> {
            Rotating db = db(w).configured(Rotating.RANDOM);
            return new RotationWork.Look(db.key(), Instant.EPOCH, "node-1", 60, true);
        });
        inside(RotationWork.OpenRotation.class, w -> at(w, RotationStep.APPLY, RotationWork.OpenRotation::new));
        inside(
                RotationWork.StageValue.class,
                w -> at(
                        w,
                        RotationStep.CREATE,
                        (key, fence) -> new RotationWork.StageValue(
                                key, fence, 60, TestFort.json("{\"password\":\"Three-3\"}"))));
        inside(
                RotationWork.ReportApplied.class,
                w -> at(w, RotationStep.APPLY, (key, fence) -> new RotationWork.ReportApplied(key, fence, 60)));
        inside(
                RotationWork.PromoteStaged.class,
                w -> at(
                        w,
                        RotationStep.VERIFY,
                        (key, fence) -> new RotationWork.PromoteStaged(key, fence, Map.of("staging", "abc"))));
        inside(RotationWork.ReportFinished.class, w -> at(w, RotationStep.FINISH, RotationWork.ReportFinished::new));
        inside(RotationWork.ReportUndone.class, w -> at(w, RotationStep.UNDO, RotationWork.ReportUndone::new));
        inside(
                RotationWork.ReportFailed.class,
                w -> at(
                        w,
                        RotationStep.APPLY,
                        (key, fence) -> new RotationWork.ReportFailed(key, fence, FailureKind.TRANSIENT, "no route")));
        inside(
                RotationWork.RenewClaim.class,
                w -> at(w, RotationStep.APPLY, (key, fence) -> new RotationWork.RenewClaim(key, fence, 60)));
        inside(RotationWork.ReportBrake.class, w -> new RotationWork.ReportBrake(true, 900, 1_000));
    }
}
