package fort.wire;

import static fort.wire.Query.flag;
import static fort.wire.Query.number;
import static fort.wire.Query.text;
import static fort.wire.Query.time;

import java.util.List;
import java.util.stream.Stream;

/// Every call of Fort's own API. The server's router, the OpenAPI file, the record's completeness test and
/// the isolation proof all read this table: what is not here cannot be called.
public final class Routes {
    private static final Query MOUNT = text("mount", "Where the secrets live; 'secret' when absent.");
    private static final Query VERSION = number("version", "A version's number; the current one when absent.");
    private static final Query PREFIX = text("prefix", "Only names below this one.");

    private static final List<Route> SECRETS = List.of(
            get("/secrets/{path*}", "secret.read", "Read a version of a secret.")
                    .answers(Secrets.Secret.class)
                    .with(MOUNT, VERSION),
            put("/secrets/{path*}", "secret.write", "Write a new version of a secret.")
                    .takes(Secrets.Write.class)
                    .answers(Secrets.Written.class)
                    .with(MOUNT),
            patch("/secrets/{path*}", "secret.patch", "Make a new version by a JSON merge patch of the current one.")
                    .takes(Secrets.Patch.class)
                    .answers(Secrets.Written.class)
                    .with(MOUNT),
            delete("/secrets/{path*}", "secret.delete", "Delete versions so that they can be undeleted.")
                    .answers(Secrets.Changed.class)
                    .with(MOUNT, text("versions", "Numbers with commas; the current version when absent.")),
            post("/secrets/{path*}:undelete", "secret.undelete", "Undelete versions.")
                    .takes(Secrets.Versions.class)
                    .answers(Secrets.Changed.class)
                    .with(MOUNT)
                    .safeToRepeat(),
            post("/secrets/{path*}:destroy", "secret.destroy", "Destroy versions for good.")
                    .takes(Secrets.Versions.class)
                    .answers(Secrets.Changed.class)
                    .with(MOUNT)
                    .safeToRepeat(),
            post("/secrets/{path*}:generate", "secret.generate", "Let Fort make a value and write it.")
                    .takes(Secrets.Generate.class)
                    .answers(Secrets.Written.class)
                    .with(MOUNT),
            get("/secrets", "secret.list", "List names below a prefix.")
                    .answers(Secrets.Listing.class)
                    .with(MOUNT, PREFIX, flag("recursive", "All levels below, as full names."))
                    .inPages(),
            post("/secrets:read", "secret.bulk_read", "Read several secrets at once.")
                    .takes(Secrets.BulkRead.class)
                    .answers(Secrets.BulkAnswer.class)
                    .safeToRepeat(),
            post("/secrets:import", "secret.import", "Write several secrets at once.")
                    .takes(Secrets.Import.class)
                    .answers(Secrets.Imported.class),
            post("/secrets:export", "secret.export", "Get secrets as a bundle sealed under a passphrase.")
                    .takes(Secrets.Export.class)
                    .answers(Secrets.Bundle.class)
                    .safeToRepeat(),
            post("/secrets:import-bundle", "secret.import_bundle", "Open a sealed bundle and write what is in it.")
                    .takes(Secrets.ImportBundle.class)
                    .answers(Secrets.BundleImported.class));

    private static final List<Route> METADATA = List.of(
            get("/metadata/{path*}", "metadata.read", "Read what is known of a secret beside its value.")
                    .answers(Metadata.Details.class)
                    .with(MOUNT),
            patch("/metadata/{path*}", "metadata.update", "Change what is known of a secret.")
                    .takes(Metadata.Update.class)
                    .answers(Metadata.Details.class)
                    .with(MOUNT),
            delete("/metadata/{path*}", "metadata.delete", "Destroy a secret with all its versions.")
                    .with(MOUNT),
            get("/metadata", "metadata.search", "Find secrets by what is known of them.")
                    .answers(Metadata.Found.class)
                    .with(MOUNT, PREFIX)
                    .with(
                            text("tag", "Has this tag."),
                            text("owner", "Has this owner."),
                            text("type", "Is of this type."),
                            text("consumer", "Is used by this consumer."),
                            time("expires_before", "Expires before this time (RFC 3339)."))
                    .inPages());

    private static final List<Route> CONSUMERS = List.of(
            get("/consumers/{path*}", "consumer.list", "Say who fetched or acknowledged which version of a secret.")
                    .answers(Consumers.Listing.class)
                    .with(MOUNT),
            post("/consumers/{path*}:declare", "consumer.declare", "Say that the caller, or a service, reads a secret.")
                    .takes(Consumers.Declare.class)
                    .answers(Consumers.Consumer.class)
                    .with(MOUNT)
                    .safeToRepeat(),
            post("/consumers/{path*}:acknowledge", "consumer.acknowledge", "Say that a version is in use.")
                    .takes(Consumers.Acknowledge.class)
                    .answers(Consumers.Consumer.class)
                    .with(MOUNT)
                    .safeToRepeat(),
            delete("/consumers/{path*}", "consumer.forget", "Forget a consumer that is no more.")
                    .with(MOUNT, text("consumer", "Its name; the caller's own when absent.")),
            get(
                            "/events",
                            "secret.watch",
                            "Watch secrets: a stream of events (SSE) to who accepts one, else a long poll.")
                    .answers(Events.Listing.class)
                    .with(
                            MOUNT,
                            text("paths", "What to watch, one a line; all below it with a slash at the end."),
                            number("after", "Only what changed since this revision; a Last-Event-ID goes before it."),
                            number("wait", "How many seconds a long poll waits for a change, at most 50.")),
            get("/acceptable/{path*}", "consumer.acceptable", "Say which versions of a secret are acceptable now.")
                    .answers(Consumers.Acceptable.class)
                    .with(MOUNT, flag("values", "With their values, which needs the right to read them.")));

    private static final List<Route> TYPES = List.of(
            get("/types", "type.list", "List the types of secrets.")
                    .answers(Types.Listing.class)
                    .inPages(),
            get("/types/{type}", "type.read", "Read a type and its rules.").answers(Types.Type.class),
            post("/types/{type}:generate", "type.generate", "Make a value by a type's rules and store it nowhere.")
                    .takes(Types.Generate.class)
                    .answers(Types.Generated.class)
                    .safeToRepeat());

    private static final List<Route> PLACES = List.of(
            get("/environments", "environment.list", "List the environments of this Fort.")
                    .answers(Environments.Listing.class),
            get("/environments/current", "environment.read", "Read the state of the caller's environment.")
                    .answers(Environments.Status.class),
            get("/environments/current/digest", "environment.digest", "Digest every row of the environment.")
                    .answers(Environments.Digest.class),
            get("/mounts", "mount.list", "List the mounts.")
                    .answers(Mounts.Listing.class)
                    .inPages(),
            post("/mounts", "mount.create", "Create a mount.")
                    .takes(Mounts.Create.class)
                    .answers(Mounts.Mount.class),
            get("/mounts/{mount*}", "mount.read", "Read a mount.").answers(Mounts.Mount.class),
            patch("/mounts/{mount*}", "mount.update", "Change a mount.")
                    .takes(Mounts.Update.class)
                    .answers(Mounts.Mount.class),
            delete("/mounts/{mount*}", "mount.delete", "Remove a mount and destroy every secret in it."));

    private static final List<Route> ACCESS = List.of(
            get("/policies", "policy.list", "List the policies.")
                    .answers(Policies.Listing.class)
                    .inPages(),
            get("/policies/{policy}", "policy.read", "Read a policy as it was written.")
                    .answers(Policies.Policy.class),
            put("/policies/{policy}", "policy.write", "Write a policy.")
                    .takes(Policies.Write.class)
                    .answers(Policies.Policy.class),
            delete("/policies/{policy}", "policy.delete", "Remove a policy."),
            post("/policies:check", "policy.check", "Check a policy's text and store nothing.")
                    .takes(Policies.Write.class)
                    .answers(Policies.Check.class)
                    .safeToRepeat(),
            get("/roles", "role.list", "List the roles.")
                    .answers(Roles.Listing.class)
                    .inPages(),
            get("/roles/{role}", "role.read", "Read a role.").answers(Roles.Role.class),
            put("/roles/{role}", "role.write", "Write a role.")
                    .takes(Roles.Write.class)
                    .answers(Roles.Role.class),
            delete("/roles/{role}", "role.delete", "Remove a role."),
            post("/access:explain", "access.explain", "Say why something is allowed or denied.")
                    .takes(Policies.Question.class)
                    .answers(Policies.Explanation.class)
                    .safeToRepeat());

    private static final List<Route> IDENTITIES = List.of(
            get("/users", "user.list", "List the users.")
                    .answers(Users.Listing.class)
                    .inPages(),
            get("/users/{user}", "user.read", "Read a user.").answers(Users.User.class),
            put("/users/{user}", "user.write", "Create or change a user.")
                    .takes(Users.Write.class)
                    .answers(Users.User.class),
            delete("/users/{user}", "user.delete", "Remove a user and revoke its tokens."),
            post("/users/{user}:password", "user.password", "Set a user's password.")
                    .takes(Users.Password.class)
                    .safeToRepeat(),
            post("/users/{user}:unlock", "user.unlock", "Let a locked-out user try again.")
                    .safeToRepeat(),
            get("/app-roles", "app_role.list", "List the app roles.")
                    .answers(AppRoles.Listing.class)
                    .inPages(),
            get("/app-roles/{app_role}", "app_role.read", "Read an app role.").answers(AppRoles.AppRole.class),
            put("/app-roles/{app_role}", "app_role.write", "Create or change an app role.")
                    .takes(AppRoles.Write.class)
                    .answers(AppRoles.AppRole.class),
            delete("/app-roles/{app_role}", "app_role.delete", "Remove an app role and its secret ids."),
            get("/app-roles/{app_role}/secret-ids", "app_role.secret_ids", "List the accessors of secret ids.")
                    .answers(AppRoles.SecretIds.class)
                    .inPages(),
            post("/app-roles/{app_role}/secret-ids", "app_role.secret_id_create", "Make a secret id.")
                    .takes(AppRoles.SecretIdRequest.class)
                    .answers(AppRoles.SecretId.class),
            delete("/app-roles/{app_role}/secret-ids/{accessor}", "app_role.secret_id_delete", "Destroy a secret id."));

    private static final List<Route> TOKENS = List.of(
            post("/login/userpass", "login.userpass", "Log in with a user's name and password.")
                    .takes(Tokens.PasswordLogin.class)
                    .answers(Tokens.Issued.class)
                    .withoutToken()
                    .safeToRepeat(),
            post("/login/approle", "login.approle", "Log in as a program.")
                    .takes(Tokens.AppRoleLogin.class)
                    .answers(Tokens.Issued.class)
                    .withoutToken()
                    .safeToRepeat(),
            get("/whoami", "token.whoami", "Say who the caller is.").answers(Tokens.Identity.class),
            get("/tokens", "token.list", "List the accessors of tokens.")
                    .answers(Tokens.Accessors.class)
                    .inPages(),
            post("/tokens", "token.create", "Make a token.")
                    .takes(Tokens.Create.class)
                    .answers(Tokens.Issued.class),
            post("/tokens:lookup", "token.lookup", "Say what is known of a token.")
                    .takes(Tokens.Lookup.class)
                    .answers(Tokens.Details.class)
                    .safeToRepeat(),
            get("/tokens/self", "token.read_self", "Say what is known of the caller's token.")
                    .answers(Tokens.Details.class),
            post("/tokens/self:renew", "token.renew_self", "Renew the caller's token.")
                    .takes(Tokens.Renew.class)
                    .answers(Tokens.Renewed.class)
                    .safeToRepeat(),
            delete("/tokens/self", "token.revoke_self", "Revoke the caller's token and what it made."),
            get("/tokens/{accessor}", "token.read", "Say what is known of a token by its accessor.")
                    .answers(Tokens.Details.class),
            post("/tokens/{accessor}:renew", "token.renew", "Renew a token by its accessor.")
                    .takes(Tokens.Renew.class)
                    .answers(Tokens.Renewed.class)
                    .safeToRepeat(),
            delete("/tokens/{accessor}", "token.revoke", "Revoke a token by its accessor, and what it made."));

    private static final List<Route> PROMOTIONS = List.of(
            get("/promotions", "promotion.list", "List the promotions into the caller's environment.")
                    .answers(Promotions.Listing.class)
                    .with(text("state", "Only in this state."))
                    .inPages(),
            post("/promotions", "promotion.create", "Propose a promotion into the caller's environment.")
                    .takes(Promotions.Create.class)
                    .answers(Promotions.Promotion.class),
            get("/promotions/{promotion}", "promotion.read", "Read a promotion.")
                    .answers(Promotions.Promotion.class),
            get("/promotions/{promotion}/diff", "promotion.diff", "Say what applying it would do now.")
                    .answers(Promotions.Difference.class),
            post(
                            "/promotions/{promotion}:approve",
                            "promotion.approve",
                            "Approve it, as another principal of the target.")
                    .takes(Promotions.Approve.class)
                    .answers(Promotions.Promotion.class)
                    .safeToRepeat(),
            post("/promotions/{promotion}:offer", "promotion.offer", "Hand over values, as a principal of the source.")
                    .takes(Promotions.Offer.class)
                    .safeToRepeat(),
            post("/promotions/{promotion}:apply", "promotion.apply", "Carry it out, as a principal of the target.")
                    .answers(Promotions.Promotion.class)
                    .safeToRepeat(),
            post("/promotions/{promotion}:cancel", "promotion.cancel", "Give it up.")
                    .answers(Promotions.Promotion.class)
                    .safeToRepeat());

    private static final List<Route> ROTATIONS = List.of(
            get("/rotations", "rotation.list", "List the secrets that are set up to rotate.")
                    .answers(Rotations.Listing.class)
                    .with(
                            text("state", "Only 'idle', 'running', 'failing', 'frozen' or 'overdue' ones."),
                            text("target", "Only those at this target."))
                    .inPages(),
            get("/rotations/{path*}", "rotation.read", "Read how a secret is rotated, and how far it is.")
                    .answers(Rotations.Rotation.class)
                    .with(MOUNT),
            put("/rotations/{path*}", "rotation.configure", "Set up how a secret is rotated.")
                    .takes(Rotations.Settings.class)
                    .answers(Rotations.Rotation.class)
                    .with(MOUNT),
            delete("/rotations/{path*}", "rotation.unconfigure", "Rotate a secret no more.")
                    .with(MOUNT),
            post("/rotations/{path*}:now", "rotation.now", "Begin a rotation at once.")
                    .answers(Rotations.Rotation.class)
                    .with(MOUNT),
            post("/rotations/{path*}:freeze", "rotation.freeze", "Stop a secret's rotation at the step it has reached.")
                    .answers(Rotations.Rotation.class)
                    .with(MOUNT)
                    .safeToRepeat(),
            post("/rotations/{path*}:resume", "rotation.resume", "Let a secret's rotation go on.")
                    .answers(Rotations.Rotation.class)
                    .with(MOUNT)
                    .safeToRepeat(),
            get("/rotation-history/{path*}", "rotation.history", "Read what the record has of a secret's rotations.")
                    .answers(Audit.Entries.class)
                    .with(MOUNT)
                    .inPages(),
            get("/rotation-explanations/{path*}", "rotation.explain", "Say what happens to a secret next, and why.")
                    .answers(Rotations.Explanation.class)
                    .with(MOUNT),
            get("/rotation-plan", "rotation.plan", "List what comes due, soonest first.")
                    .answers(Rotations.Plan.class)
                    .with(time("until", "Until this time (RFC 3339); 30 days from now when absent."))
                    .inPages(),
            get("/rotation-pause", "rotation.maintenance", "Say whether scheduled rotation is paused.")
                    .answers(Rotations.Pause.class),
            put("/rotation-pause", "rotation.pause", "Pause scheduled rotation of the environment, or let it go on.")
                    .takes(Rotations.SetPause.class)
                    .answers(Rotations.Pause.class));

    private static final List<Route> TARGETS = List.of(
            get("/targets", "target.list", "List the systems whose credentials Fort rotates.")
                    .answers(Targets.Listing.class)
                    .inPages(),
            get("/targets/{target}", "target.read", "Read a target.").answers(Targets.Target.class),
            put("/targets/{target}", "target.write", "Create or change a target.")
                    .takes(Targets.Write.class)
                    .answers(Targets.Target.class),
            delete("/targets/{target}", "target.delete", "Remove a target at which nothing is rotated."));

    private static final List<Route> EMERGENCIES = List.of(
            post("/emergencies:preview", "emergency.preview", "List what an emergency rotation would change.")
                    .takes(Emergencies.Choice.class)
                    .answers(Emergencies.Preview.class)
                    .safeToRepeat(),
            post("/emergencies", "emergency.start", "Rotate everything on a confirmed list within five minutes.")
                    .takes(Emergencies.Start.class)
                    .answers(Emergencies.Emergency.class),
            get("/emergencies", "emergency.list", "List emergencies, the newest first.")
                    .answers(Emergencies.Listing.class),
            get("/emergencies/{emergency}", "emergency.read", "Say how far an emergency is.")
                    .answers(Emergencies.Emergency.class),
            post("/emergencies:whose", "emergency.whose", "Find the secrets that hold a value that leaked.")
                    .takes(Emergencies.Whose.class)
                    .answers(Emergencies.Holders.class)
                    .safeToRepeat());

    private static final List<Route> WATCH = List.of(
            get("/alerts", "alert.list", "List alerts, the newest first.")
                    .answers(Alerts.Listing.class)
                    .with(flag("acknowledged", "Only those that are, or are not, acknowledged."))
                    .inPages(),
            get("/alerts/{alert}", "alert.read", "Read an alert.").answers(Alerts.Alert.class),
            post("/alerts/{alert}:acknowledge", "alert.acknowledge", "Say that somebody looks after it.")
                    .answers(Alerts.Alert.class)
                    .safeToRepeat(),
            get("/violations", "violation.list", "List attempts to cross between environments, the newest first.")
                    .answers(Alerts.Violations.class)
                    .inPages());

    private static final List<Route> AUDIT = List.of(
            get("/audit/records", "audit.search", "Search the record.")
                    .answers(Audit.Entries.class)
                    .with(
                            text("principal", "Who, such as 'userpass/alice'."),
                            text("operation", "What, such as 'secret.read'."),
                            text("path", "Which object, as policies see it."),
                            text("result", "'ok', 'refused' or 'fault'."),
                            text("request_id", "One request."),
                            text("accessor", "One token."),
                            time("from", "At or after this time (RFC 3339)."),
                            time("until", "Before this time (RFC 3339)."),
                            flag("newest_first", "Begin at the end."))
                    .inPages(),
            get("/audit/records/{index}", "audit.read", "Read one record.").answers(Audit.Entry.class),
            get("/audit/keys", "audit.keys", "Read the log's name and verifier keys.")
                    .answers(Audit.Keys.class),
            get("/audit/checkpoint", "audit.checkpoint", "Read the newest signed checkpoint (C2SP).")
                    .answersMedia("text/plain"),
            get("/audit/tile/{tile*}", "audit.tile", "Read a tile of hashes, or of sealed records (C2SP tlog-tiles).")
                    .answersMedia("application/octet-stream"),
            get("/audit/proofs/inclusion", "audit.inclusion", "Prove that a record is in the tree of a size.")
                    .answers(Audit.Inclusion.class)
                    .with(number("index", "The record."), number("size", "The tree; the newest one when absent.")),
            get("/audit/proofs/consistency", "audit.consistency", "Prove that a tree continues a smaller one.")
                    .answers(Audit.Consistency.class)
                    .with(
                            number("from", "Size of the smaller tree."),
                            number("to", "Size of the larger tree; the newest one when absent.")),
            get("/audit/proofs/receipt", "audit.prove", "Prove a receipt: inclusion under a signed checkpoint.")
                    .answers(Audit.Proof.class)
                    .with(text("receipt", "The text of a Fort-Receipt header.")),
            post("/audit:verify", "audit.verify", "Let the server check its whole log from the stored bytes up.")
                    .answers(Audit.Verification.class)
                    .safeToRepeat());

    private static final List<Route> ISOLATION =
            List.of(post("/isolation:sign", "isolation.sign", "Sign a report of the isolation prover.")
                    .takes(Isolation.Sign.class)
                    .answers(Isolation.Signed.class)
                    .safeToRepeat());

    private static final List<Route> SEAL = List.of(
            get("/seal", "seal.status", "Say whether the environment is initialised and sealed.")
                    .answers(Seals.Status.class)
                    .withoutToken(),
            post("/seal:initialise", "seal.initialise", "Make the environment's keys, once.")
                    .takes(Seals.Initialise.class)
                    .answers(Seals.Initialised.class)
                    .withoutToken(),
            post("/seal:unseal", "seal.unseal", "Give one share of the root key.")
                    .takes(Seals.Unseal.class)
                    .answers(Seals.Status.class)
                    .withoutToken()
                    .safeToRepeat(),
            post("/seal:seal", "seal.seal", "Forget the keys until the environment is unsealed again.")
                    .safeToRepeat(),
            get("/seal/rekey", "seal.rekey_status", "Say how far a rekeying is.")
                    .answers(Seals.Rekey.class),
            post("/seal/rekey", "seal.rekey_start", "Begin to replace the shares of the root key.")
                    .takes(Seals.RekeyStart.class)
                    .answers(Seals.Rekey.class),
            post("/seal/rekey:share", "seal.rekey_share", "Give one share of the present root key.")
                    .takes(Seals.RekeyShare.class)
                    .answers(Seals.Rekey.class),
            delete("/seal/rekey", "seal.rekey_cancel", "Give a rekeying up."),
            get("/seal/keys", "seal.keys", "Read the state of the keyring.").answers(Seals.Keys.class),
            post("/seal:rotate", "seal.rotate", "Begin to seal under a new environment key.")
                    .answers(Seals.Keys.class));

    private static final List<Route> DESCRIPTION =
            List.of(get("/openapi.json", "description.read", "Read this description.")
                    .answersMedia("application/json")
                    .withoutToken());

    /// In the order of the documentation. A literal segment wins over a parameter when both match.
    public static final List<Route> ALL = Stream.of(
                    SECRETS,
                    METADATA,
                    CONSUMERS,
                    TYPES,
                    PLACES,
                    ACCESS,
                    IDENTITIES,
                    TOKENS,
                    PROMOTIONS,
                    ROTATIONS,
                    TARGETS,
                    EMERGENCIES,
                    WATCH,
                    AUDIT,
                    ISOLATION,
                    SEAL,
                    DESCRIPTION)
            .flatMap(List::stream)
            .toList();

    private Routes() {}

    private static Route get(String template, String operation, String summary) {
        return Route.of(Method.GET, template, operation, summary);
    }

    private static Route put(String template, String operation, String summary) {
        return Route.of(Method.PUT, template, operation, summary);
    }

    private static Route patch(String template, String operation, String summary) {
        return Route.of(Method.PATCH, template, operation, summary);
    }

    private static Route post(String template, String operation, String summary) {
        return Route.of(Method.POST, template, operation, summary);
    }

    private static Route delete(String template, String operation, String summary) {
        return Route.of(Method.DELETE, template, operation, summary);
    }
}
