package fort.gate;

import fort.audit.Receipt;
import fort.domain.EnvironmentName;
import fort.domain.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an operation ended.
///
/// @param environment the environment whose log holds the record
/// @param receipt where the record stands; null when the environment is sealed (the record waits until it is
///     unsealed)
/// @param warnings sentences for the caller; empty mostly
public record Reply<T>(
        EnvironmentName environment,
        Outcome<T> outcome,
        @Nullable Receipt receipt,
        List<String> warnings) {}
