package fort.gate;

import fort.audit.Witnesses;
import fort.crypto.Seal;
import fort.domain.EnvironmentName;
import fort.domain.TypePolicies;
import fort.store.Store;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one environment is made of, opened by the assembly. No two environments share any part.
///
/// @param store owned by the chamber from here on: closed with it
/// @param seal keeps the root key so that the environment unseals itself; null for Shamir shares
/// @param types secret types and their policies
/// @param witnesses whom checkpoints are shown to
/// @param restoration an operator's word that a store older than its witness is meant; recorded
/// @param cacheRowsMax bound of the row cache
public record EnvironmentSettings(
        EnvironmentName name,
        Store store,
        @Nullable Seal seal,
        TypePolicies types,
        Witnesses witnesses,
        Optional<fort.audit.Restoration> restoration,
        long cacheRowsMax) {}
