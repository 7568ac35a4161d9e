package fort.client;

import fort.wire.Tokens;

/// Calls about tokens and logins.
public final class TokenCalls {
    private final Calls calls;

    TokenCalls(Calls calls) {
        this.calls = calls;
    }

    public Tokens.Issued login(Tokens.PasswordLogin body) {
        return calls.ask(Address.of("/login/userpass"), body, Tokens.Issued.class);
    }

    public Tokens.Issued login(Tokens.AppRoleLogin body) {
        return calls.ask(Address.of("/login/approle"), body, Tokens.Issued.class);
    }

    public Tokens.Identity whoami() {
        return calls.get(Address.of("/whoami"), Tokens.Identity.class);
    }

    public Tokens.Accessors list(Page page) {
        return calls.get(Address.of("/tokens").page(page), Tokens.Accessors.class);
    }

    public Tokens.Issued create(Tokens.Create body) {
        return calls.act(Address.of("/tokens"), body, Tokens.Issued.class);
    }

    public Tokens.Details lookup(Tokens.Lookup body) {
        return calls.ask(Address.of("/tokens:lookup"), body, Tokens.Details.class);
    }

    public Tokens.Details self() {
        return calls.get(Address.of("/tokens/self"), Tokens.Details.class);
    }

    public Tokens.Renewed renewSelf(Tokens.Renew body) {
        return calls.ask(Address.of("/tokens/self:renew"), body, Tokens.Renewed.class);
    }

    public void revokeSelf() {
        calls.delete(Address.of("/tokens/self"));
    }

    public Tokens.Details read(String accessor) {
        return calls.get(Address.of("/tokens/").name(accessor), Tokens.Details.class);
    }

    public Tokens.Renewed renew(String accessor, Tokens.Renew body) {
        return calls.ask(Address.of("/tokens/").name(accessor).literal(":renew"), body, Tokens.Renewed.class);
    }

    public void revoke(String accessor) {
        calls.delete(Address.of("/tokens/").name(accessor));
    }
}
