package fort.gate;

import fort.crypto.PasswordHash;
import java.security.SecureRandom;
import java.time.InstantSource;

/// Time, chance and this process's name: given once by the assembly, never looked up.
///
/// @param passwordCost what a login password's hash costs
/// @param node this process's name in records and health, 1 to 128 characters
/// @param refusals what one peer without a credential may ask for before he is turned away
/// @param remoteRootGeneration whether making a root token with key shares may be begun from another host without a
///     token
public record Surroundings(
        InstantSource clock,
        SecureRandom random,
        String node,
        PasswordHash.Cost passwordCost,
        RefusalLimits refusals,
        boolean remoteRootGeneration) {
    public Surroundings(InstantSource clock, SecureRandom random, String node, PasswordHash.Cost passwordCost) {
        this(clock, random, node, passwordCost, RefusalLimits.DEFAULT, true);
    }
}
