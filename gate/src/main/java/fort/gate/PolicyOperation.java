package fort.gate;

import fort.access.Capability;
import fort.access.Explanation;
import fort.access.Role;
import fort.domain.SecretValue;
import java.util.List;
import java.util.Map;

/// Policies, roles and questions about rights. Names are lower case.
public sealed interface PolicyOperation<T> extends Operation<T> {
    record ListPolicies() implements PolicyOperation<List<String>> {
        @Override
        public String name() {
            return "policy.list";
        }
    }

    /// @return the policy's text, byte for byte as written
    record ReadPolicy(String policy) implements PolicyOperation<String> {
        @Override
        public String name() {
            return "policy.read";
        }
    }

    record WritePolicy(String policy, String text) implements PolicyOperation<Void> {
        @Override
        public String name() {
            return "policy.write";
        }
    }

    record DeletePolicy(String policy) implements PolicyOperation<Void> {
        @Override
        public String name() {
            return "policy.delete";
        }
    }

    record ListRoles() implements PolicyOperation<List<Role>> {
        @Override
        public String name() {
            return "role.list";
        }
    }

    record ReadRole(String role) implements PolicyOperation<Role> {
        @Override
        public String name() {
            return "role.read";
        }
    }

    record WriteRole(Role role) implements PolicyOperation<Void> {
        @Override
        public String name() {
            return "role.write";
        }
    }

    record DeleteRole(String role) implements PolicyOperation<Void> {
        @Override
        public String name() {
            return "role.delete";
        }
    }

    /// `sys/capabilities-self`: path → sorted capability words, in the order asked.
    record CapabilitiesSelf(List<String> paths) implements PolicyOperation<Map<String, List<String>>> {
        @Override
        public String name() {
            return "capabilities.self";
        }
    }

    record Capabilities(SecretValue token, List<String> paths) implements PolicyOperation<Map<String, List<String>>> {
        @Override
        public String name() {
            return "capabilities.token";
        }
    }

    record CapabilitiesAccessor(String accessor, List<String> paths)
            implements PolicyOperation<Map<String, List<String>>> {
        @Override
        public String name() {
            return "capabilities.accessor";
        }
    }

    /// `sys/internal/ui/resultant-acl` and `fort access explain`: why a caller may or may not.
    ///
    /// @param accessor whose rights; empty for the caller's own
    record Explain(String accessor, String path, Capability capability) implements PolicyOperation<Explanation> {
        @Override
        public String name() {
            return "access.explain";
        }
    }
}
