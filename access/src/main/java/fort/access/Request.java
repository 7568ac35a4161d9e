package fort.access;

/// What is asked of an [Acl].
///
/// @param capability which capability the operation needs; never [Capability#DENY]
/// @param path as Vault spells it, such as `secret/data/app/db`, without a leading slash; for [Capability#LIST] with
///     the trailing slash the server adds
/// @param wrapSeconds the asked response wrapping time, or 0 for none
/// @param sudoRequired whether the path is one of [ProtectedPaths]: then the rule must also grant [Capability#SUDO]
public record Request(
        Capability capability, String path, Parameters parameters, long wrapSeconds, boolean sudoRequired) {
    /// A request without parameters and wrapping; asks for sudo where [ProtectedPaths] says so.
    public static Request of(Capability capability, String path) {
        return new Request(capability, path, Parameters.NONE, 0, ProtectedPaths.contains(path));
    }
}
