package fort.gate;

import fort.domain.RotationJob;
import fort.domain.RotationSettings;
import fort.store.Collection;
import org.jspecify.annotations.Nullable;

/// What is set up to rotate a secret and how far its rotation is; its key is the secret's own.
///
/// @param settings null when nothing is set up any more
record RotationRow(@Nullable RotationSettings settings, RotationJob job) {
    static final Collection<RotationRow> ROTATIONS = Collection.of("rotation", RotationRow.class);
    static final RotationRow NONE = new RotationRow(null, RotationJob.NONE);

    RotationRow with(RotationJob next) {
        return new RotationRow(settings, next);
    }
}
