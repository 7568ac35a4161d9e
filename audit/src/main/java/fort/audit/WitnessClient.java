package fort.audit;

/// A way to one witness that speaks C2SP `tlog-witness`. The HTTP one lives in the server's room.
public interface WitnessClient {
    /// The witness's verifier key, `name+hash+key`, of type cosignature/v1.
    String verifierKey();

    /// `POST <witness>/add-checkpoint`. Must return within a few seconds.
    ///
    /// @throws fort.domain.Fault when the witness cannot be reached
    WitnessAnswer addCheckpoint(byte[] body);
}
