package fort.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// All commands, made one at a time: a command line names one of nearly a hundred, and making the others
/// would be felt at each start. Only help and completion look at the whole tree.
final class CommandTree {
    private final Surroundings surroundings;

    CommandTree(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// The tree with the branch that these arguments name, or the whole tree when they name none.
    CommandLine root(String[] arguments) {
        String family = arguments.length > 0 ? arguments[0] : "";
        String name = arguments.length > 1 ? arguments[1] : "";
        CommandLine root = emptyRoot();
        if (top(family) != null) {
            return root.addSubcommand(family, top(family));
        }
        if (names(family).contains(name)) {
            CommandLine branch = branch(family);
            return root.addSubcommand(family, branch.addSubcommand(name, placed(family, name)));
        }
        return whole();
    }

    CommandLine whole() {
        CommandLine root = emptyRoot();
        for (String family : FAMILIES) {
            CommandLine branch = branch(family);
            names(family).forEach(name -> branch.addSubcommand(name, placed(family, name)));
            root.addSubcommand(family, branch);
        }
        TOP.forEach(name -> root.addSubcommand(name, top(name)));
        return root;
    }

    private CommandLine emptyRoot() {
        CommandSpec spec = CommandSpec.create().name("fort").mixinStandardHelpOptions(false);
        spec.usageMessage()
                .description("Fort keeps secrets.")
                .footer(
                        "%nExit codes: 0 done, 1 failed, 2 wrong usage, 3 not found, 4 denied, 5 unavailable or sealed,",
                        "6 conflict, 7 a check found something that does not hold.",
                        "%nVariables: FORT_ADDR, FORT_TOKEN, FORT_ENVIRONMENT, FORT_CACERT, or their VAULT_ counterparts;",
                        "NO_COLOR.");
        return helpful(spec);
    }

    private static CommandLine branch(String family) {
        CommandSpec spec = CommandSpec.create().name(family);
        spec.usageMessage().description(description(family));
        return helpful(spec);
    }

    private static CommandLine helpful(CommandSpec spec) {
        spec.addOption(CommandLine.Model.OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
        return new CommandLine(spec);
    }

    private FortCommand placed(String family, String name) {
        return make(family, name).in(surroundings);
    }

    private @Nullable FortCommand top(String name) {
        FortCommand command = switch (name) {
            case "login" -> new Login();
            case "logout" -> new Logout();
            case "whoami" -> new Whoami();
            case "status" -> new Status();
            case "health" -> new Health();
            case "version" -> new Version();
            case "completion" -> new Completion();
            default -> null;
        };
        return command == null ? null : command.in(surroundings);
    }

    private static final List<String> TOP =
            List.of("login", "logout", "whoami", "status", "health", "version", "completion");

    private static final List<String> FAMILIES = List.of(
            "secret",
            "type",
            "env",
            "mount",
            "policy",
            "role",
            "user",
            "approle",
            "token",
            "access",
            "promote",
            "rotation",
            "target",
            "audit",
            "alert",
            "isolation",
            "seal",
            "config");

    private static String description(String family) {
        return switch (family) {
            case "secret" -> "Read, write and find secrets.";
            case "type" -> "Types of secrets and their rules.";
            case "env" -> "Environments.";
            case "mount" -> "Where secrets live.";
            case "policy" -> "What may be done where.";
            case "role" -> "Named sets of policies.";
            case "user" -> "People who log in.";
            case "approle" -> "Programs that log in.";
            case "token" -> "Tokens.";
            case "access" -> "Why something is allowed or denied.";
            case "promote" -> "Bring secrets from one environment to another.";
            case "rotation" -> "Secrets that rotate themselves, and emergencies.";
            case "target" -> "Systems whose credentials Fort rotates.";
            case "audit" -> "The record, and proofs about it.";
            case "alert" -> "Alerts, and attempts to cross environments.";
            case "isolation" -> "The proof that environments are kept apart.";
            case "seal" -> "Seal, keys and shares of an environment.";
            case "config" -> "The configuration file of the server.";
            default -> "";
        };
    }

    private static List<String> names(String family) {
        return switch (family) {
            case "secret" ->
                List.of(
                        "get",
                        "put",
                        "patch",
                        "list",
                        "delete",
                        "undelete",
                        "destroy",
                        "metadata",
                        "history",
                        "search",
                        "consumers",
                        "ack",
                        "acceptable",
                        "generate",
                        "bulk",
                        "export",
                        "import",
                        "whose");
            case "type" -> List.of("list", "show", "generate");
            case "env" -> List.of("list", "status", "digest");
            case "mount" -> List.of("list", "show", "create", "tune", "delete");
            case "policy" -> List.of("list", "read", "write", "check", "delete");
            case "role" -> List.of("list", "show", "write", "delete");
            case "user" -> List.of("list", "show", "write", "password", "unlock", "delete");
            case "approle" -> List.of("list", "show", "write", "delete", "secret-id", "secret-ids", "secret-id-delete");
            case "token" -> List.of("list", "create", "show", "renew", "revoke");
            case "access" -> List.of("explain");
            case "promote" -> List.of("create", "list", "show", "diff", "offer", "approve", "apply", "cancel");
            case "rotation" ->
                List.of(
                        "status",
                        "plan",
                        "history",
                        "explain",
                        "configure",
                        "remove",
                        "now",
                        "freeze",
                        "resume",
                        "pause",
                        "emergency",
                        "emergency-status");
            case "target" -> List.of("list", "show", "write", "delete");
            case "audit" -> List.of("search", "show", "tail", "prove", "export", "verify");
            case "alert" -> List.of("list", "show", "acknowledge", "violations");
            case "isolation" -> List.of("prove");
            case "seal" -> List.of("status", "init", "unseal", "seal", "rekey", "rotate", "keys");
            case "config" -> List.of("check");
            default -> List.of();
        };
    }

    private static FortCommand make(String family, String name) {
        return switch (family) {
            case "secret" -> secret(name);
            case "type" -> type(name);
            case "env" -> env(name);
            case "mount" -> mount(name);
            case "policy" -> policy(name);
            case "role" -> role(name);
            case "user" -> user(name);
            case "approle" -> approle(name);
            case "token" -> token(name);
            case "access" -> access(name);
            case "promote" -> promote(name);
            case "rotation" -> rotation(name);
            case "target" -> target(name);
            case "audit" -> audit(name);
            case "alert" -> alert(name);
            case "isolation" -> isolation(name);
            case "seal" -> seal(name);
            case "config" -> config(name);
            default -> throw new IllegalStateException("no family " + family);
        };
    }

    private static FortCommand secret(String name) {
        return switch (name) {
            case "get" -> new SecretGet();
            case "put" -> new SecretPut();
            case "patch" -> new SecretPatch();
            case "list" -> new SecretList();
            case "delete" -> new SecretDelete();
            case "undelete" -> new SecretUndelete();
            case "destroy" -> new SecretDestroy();
            case "metadata" -> new SecretMetadata();
            case "history" -> new SecretHistory();
            case "search" -> new SecretSearch();
            case "consumers" -> new SecretConsumers();
            case "ack" -> new SecretAck();
            case "acceptable" -> new SecretAcceptable();
            case "generate" -> new SecretGenerate();
            case "bulk" -> new SecretBulk();
            case "export" -> new SecretExport();
            case "import" -> new SecretImport();
            case "whose" -> new SecretWhose();
            default -> throw new IllegalStateException("no command " + name);
        };
    }

    private static FortCommand type(String name) {
        return switch (name) {
            case "list" -> new TypeList();
            case "show" -> new TypeShow();
            case "generate" -> new TypeGenerate();
            default -> throw new IllegalStateException("no command " + name);
        };
    }

    private static FortCommand env(String name) {
        return switch (name) {
            case "list" -> new EnvironmentList();
            case "status" -> new EnvironmentStatus();
            case "digest" -> new EnvironmentDigest();
            default -> throw new IllegalStateException("no command " + name);
        };
    }

    private static FortCommand mount(String name) {
        return switch (name) {
            case "list" -> new MountList();
            case "show" -> new MountShow();
            case "create" -> new MountCreate();
            case "tune" -> new MountTune();
            case "delete" -> new MountDelete();
            default -> throw new IllegalStateException("no command " + name);
        };
    }

    private static FortCommand policy(String name) {
        return switch (name) {
            case "list" -> new PolicyList();
            case "read" -> new PolicyRead();
            case "write" -> new PolicyWrite();
            case "check" -> new PolicyCheck();
            case "delete" -> new PolicyDelete();
            default -> throw new IllegalStateException("no command " + name);
        };
    }

    private static FortCommand role(String name) {
        return switch (name) {
            case "list" -> new RoleList();
            case "show" -> new RoleShow();
            case "write" -> new RoleWrite();
            case "delete" -> new RoleDelete();
            default -> throw new IllegalStateException("no command " + name);
        };
    }

    private static FortCommand user(String name) {
        return switch (name) {
            case "list" -> new UserList();
            case "show" -> new UserShow();
            case "write" -> new UserWrite();
            case "password" -> new UserPassword();
            case "unlock" -> new UserUnlock();
            case "delete" -> new UserDelete();
            default -> throw new IllegalStateException("no command " + name);
        };
    }

    private static FortCommand approle(String name) {
        return switch (name) {
            case "list" -> new AppRoleList();
            case "show" -> new AppRoleShow();
            case "write" -> new AppRoleWrite();
            case "delete" -> new AppRoleDelete();
            case "secret-id" -> new AppRoleSecretId();
            case "secret-ids" -> new AppRoleSecretIds();
            case "secret-id-delete" -> new AppRoleSecretIdDelete();
            default -> throw new IllegalStateException("no command " + name);
        };
    }

    private static FortCommand token(String name) {
        return switch (name) {
            case "list" -> new TokenList();
            case "create" -> new TokenCreate();
            case "show" -> new TokenShow();
            case "renew" -> new TokenRenew();
            case "revoke" -> new TokenRevoke();
            default -> throw new IllegalStateException("no command " + name);
        };
    }

    private static FortCommand access(String name) {
        return switch (name) {
            case "explain" -> new AccessExplain();
            default -> throw new IllegalStateException("no command " + name);
        };
    }

    private static FortCommand promote(String name) {
        return switch (name) {
            case "create" -> new PromoteCreate();
            case "list" -> new PromoteList();
            case "show" -> new PromoteShow();
            case "diff" -> new PromoteDiff();
            case "approve" -> new PromoteApprove();
            case "offer" -> new PromoteOffer();
            case "apply" -> new PromoteApply();
            case "cancel" -> new PromoteCancel();
            default -> throw new IllegalStateException("no command " + name);
        };
    }

    private static FortCommand rotation(String name) {
        return switch (name) {
            case "status" -> new RotationStatus();
            case "plan" -> new RotationPlan();
            case "history" -> new RotationHistory();
            case "explain" -> new RotationExplain();
            case "configure" -> new RotationConfigure();
            case "remove" -> new RotationRemove();
            case "now" -> new RotationNow();
            case "freeze" -> new RotationFreeze();
            case "resume" -> new RotationResume();
            case "pause" -> new RotationPause();
            case "emergency" -> new RotationEmergency();
            case "emergency-status" -> new RotationEmergencyStatus();
            default -> throw new IllegalStateException("no command " + name);
        };
    }

    private static FortCommand target(String name) {
        return switch (name) {
            case "list" -> new TargetList();
            case "show" -> new TargetShow();
            case "write" -> new TargetWrite();
            case "delete" -> new TargetDelete();
            default -> throw new IllegalStateException("no command " + name);
        };
    }

    private static FortCommand audit(String name) {
        return switch (name) {
            case "search" -> new AuditSearch();
            case "show" -> new AuditShow();
            case "tail" -> new AuditTail();
            case "prove" -> new AuditProve();
            case "export" -> new AuditExport();
            case "verify" -> new AuditVerify();
            default -> throw new IllegalStateException("no command " + name);
        };
    }

    private static FortCommand alert(String name) {
        return switch (name) {
            case "list" -> new AlertList();
            case "show" -> new AlertShow();
            case "acknowledge" -> new AlertAcknowledge();
            case "violations" -> new AlertViolations();
            default -> throw new IllegalStateException("no command " + name);
        };
    }

    private static FortCommand isolation(String name) {
        return switch (name) {
            case "prove" -> new IsolationProve();
            default -> throw new IllegalStateException("no command " + name);
        };
    }

    private static FortCommand seal(String name) {
        return switch (name) {
            case "status" -> new SealStatus();
            case "init" -> new SealInit();
            case "unseal" -> new SealUnseal();
            case "seal" -> new SealSeal();
            case "rekey" -> new SealRekey();
            case "rotate" -> new SealRotate();
            case "keys" -> new SealKeys();
            default -> throw new IllegalStateException("no command " + name);
        };
    }

    private static FortCommand config(String name) {
        return switch (name) {
            case "check" -> new ConfigCheck();
            default -> throw new IllegalStateException("no command " + name);
        };
    }
}
