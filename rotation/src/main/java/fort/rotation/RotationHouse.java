package fort.rotation;

import java.security.SecureRandom;
import java.time.InstantSource;

/// What all runs of a worker share.
record RotationHouse(
        Door door,
        Rotators rotators,
        VerbRunner verbs,
        Neighbours neighbours,
        RotationTally tally,
        RotationLimits limits,
        Failpoint.Watcher failpoints,
        String node,
        InstantSource clock,
        SecureRandom random) {}
