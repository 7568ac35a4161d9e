package fort.client;

import fort.wire.SecretText;

/// An environment with a credential of its own, for the proof that it reaches no other.
public record IsolationSubject(String name, SecretText token) {}
