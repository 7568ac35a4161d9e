package fort.gate;

/// Everything that can be asked of Fort, as values: one record for each act, grouped in families. The type
/// parameter is what is returned when
/// it is done.
///
/// An operation says *what*; who asks and from where is in the [Request]; whether it may is decided by the gate.
/// [#name] is the stable word in
/// the record, in metrics and in `fort access explain`.
///
/// Paths in operations are canonical already: whoever makes an operation canonicalises once, at the edge.
public sealed interface Operation<T>
        permits SecretOperation,
                MountOperation,
                PolicyOperation,
                TokenOperation,
                UserOperation,
                AppRoleOperation,
                WrappingOperation,
                LeaseOperation,
                SealOperation,
                AuditOperation,
                ToolOperation,
                PromotionOperation,
                WatchOperation,
                RotationOperation,
                RotationWork,
                TargetOperation,
                EmergencyOperation,
                ConsumerOperation,
                UnknownRoute {
    /// Dotted lower-case words, `family.act`.
    String name();
}
