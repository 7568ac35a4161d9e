package fort.audit;

import java.util.function.IntFunction;

/// The keys of one environment's log. None of them is the environment's key itself; each is derived for its one
/// purpose.
///
/// @param sealingKeyOfMonth a fresh array of 32 bytes for a month written as `202611`, wiped by the log; the
///     same month gives the same bytes for ever, and throwing a month's key away makes its records unreadable
///     without harming any proof
/// @param searchKey 32 bytes for the blind index
/// @param signer signs checkpoints; its name is the log's origin
public record LogKeys(IntFunction<byte[]> sealingKeyOfMonth, byte[] searchKey, NoteSigner signer) {}
