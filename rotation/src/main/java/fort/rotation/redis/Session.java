package fort.rotation.redis;

import fort.rotation.RotationContext;
import fort.rotation.RotationFailure;
import fort.rotation.redis.Resp.Reply;
import fort.rotation.support.Accounts;
import fort.rotation.support.Address;
import fort.rotation.support.Deadline;
import fort.rotation.support.Failures;
import fort.rotation.support.FenceMark;
import fort.rotation.support.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One connection for one verb.
final class Session implements AutoCloseable {
    /// Words of errors that pass by themselves.
    private static final Set<String> PASSING =
            Set.of("LOADING", "BUSY", "MASTERDOWN", "READONLY", "OOM", "EXECABORT", "TRYAGAIN", "CLUSTERDOWN");

    private final RotationContext context;
    private final Wire wire;
    private final Resp resp;

    /// Set while a change is on its way or made: a lost answer then leaves it unknown.
    private boolean changing;

    private Session(RotationContext context, Wire wire) {
        this.context = context;
        this.wire = wire;
        this.resp = new Resp(wire);
    }

    static Session administrator(RotationContext context) {
        return open(context, Accounts.of(context).administrators());
    }

    /// With the first of the logins that the server takes.
    static Session open(RotationContext context, List<Accounts.Login> logins) {
        Session session = new Session(context, wire(context));
        RotationFailure refused = null;
        for (Accounts.Login login : logins) {
            try {
                session.ask("log in as " + login.user(), "AUTH", login.user(), login.password());
                return session;
            } catch (RotationFailure failed) {
                refused = failed;
                if (failed.kind() != RotationFailure.Kind.PERMANENT) {
                    break;
                }
            }
        }
        session.close();
        throw refused == null ? new IllegalStateException("there is always a login to try") : refused;
    }

    private static Wire wire(RotationContext context) {
        try {
            return Wire.open(Address.of(context.target(), 6_379), context.target(), Deadline.of(context));
        } catch (IOException away) {
            throw Failures.transientFailure(place(context) + " cannot be reached", away);
        }
    }

    /// The rules to set, seeing the hashes of the user's passwords.
    @FunctionalInterface
    interface Rules {
        List<String> given(Set<String> hashes);
    }

    /// Changes a user and remembers the fence, both or neither; and refuses when a later claim was here, even in
    /// between.
    void change(String user, Rules rules) {
        boolean fenced = watchFence();
        List<String> command = new ArrayList<>(List.of("ACL", "SETUSER", user));
        command.addAll(rules.given(hashes(user)));
        ask("begin", "MULTI");
        ask("queue the change", command.toArray(String[]::new));
        if (fenced) {
            ask("queue the fence", "SET", fenceKey(), Long.toString(context.fence()));
        }
        changing = true;
        Reply done = ask("change user " + user, "EXEC");
        if (!(done instanceof Reply.Items items)) {
            throw Failures.transientFailure("another rotation was at " + place(context) + " at the same time", null);
        }
        if (items.items().getFirst() instanceof Reply.Refused refused) {
            throw failure("change user " + user, refused);
        }
        persist();
    }

    private boolean watchFence() {
        Reply watched = call("WATCH", fenceKey());
        Reply remembered = call("GET", fenceKey());
        if (watched instanceof Reply.Refused || remembered instanceof Reply.Refused) {
            return false;
        }
        if (remembered instanceof Reply.Text fence && fence.text().matches("\\d{1,18}")) {
            FenceMark.requireNotOlder(Long.parseLong(fence.text()), context.fence());
        }
        return true;
    }

    private String fenceKey() {
        return "fort:rotation:" + context.environment() + "/" + context.path();
    }

    /// @throws RotationFailure when there is no such user: setting it would make one
    private Set<String> hashes(String user) {
        if (!(ask("look at user " + user, "ACL", "GETUSER", user) instanceof Reply.Items fields)) {
            throw Failures.permanent("there is no user " + user + " at " + place(context), null);
        }
        Set<String> hashes = new HashSet<>();
        for (int i = 0; i + 1 < fields.items().size(); i += 2) {
            if (fields.items().get(i).equals(new Reply.Text("passwords"))
                    && fields.items().get(i + 1) instanceof Reply.Items passwords) {
                passwords.items().forEach(each -> {
                    if (each instanceof Reply.Text hash) {
                        hashes.add(hash.text());
                    }
                });
            }
        }
        return hashes;
    }

    private void persist() {
        if (context.settings().options().getOrDefault("persist", "").equals("none")) {
            return;
        }
        if (call("ACL", "SAVE") instanceof Reply.Refused refused) {
            if (!refused.text().contains("ACL file")) {
                throw failure("save its users", refused);
            }
            if (call("CONFIG", "REWRITE") instanceof Reply.Refused kept
                    && !kept.text().contains("without a config file")) {
                throw failure("save its configuration", kept);
            }
        }
    }

    private Reply ask(String doing, String... command) {
        Reply reply = call(command);
        if (reply instanceof Reply.Refused refused) {
            throw failure(doing, refused);
        }
        return reply;
    }

    private Reply call(String... command) {
        try {
            return resp.call(command);
        } catch (IOException lost) {
            throw lost(lost);
        } catch (RotationFailure late) {
            throw changing ? lost(late) : late;
        }
    }

    private RotationFailure lost(Throwable cause) {
        return changing
                ? Failures.unknown(place(context) + " did not answer; the change may have been made", cause)
                : Failures.transientFailure(place(context) + " did not answer", cause);
    }

    /// With the error's first word only: the rest may quote what was sent.
    private RotationFailure failure(String doing, Reply.Refused refused) {
        String word = refused.text().split(" ", 2)[0];
        String sentence = place(context) + " did not " + doing + " (" + word + ")";
        @Nullable Throwable none = null;
        return PASSING.contains(word) ? Failures.transientFailure(sentence, none) : Failures.permanent(sentence, none);
    }

    private static String place(RotationContext context) {
        return "Redis target " + context.target().name();
    }

    @Override
    public void close() {
        wire.close();
    }
}
