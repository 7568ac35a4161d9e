package fort.audit;

/// An operator's decision to go on with a store that is older than a witness has seen, after a restore from
/// backup. It becomes the first record of the new run, `audit.restored`. The witness needs its own override;
/// see [Witness#forget].
///
/// @param approver who decided, as a principal
/// @param reason why, and from which backup
public record Restoration(String approver, String reason) {}
