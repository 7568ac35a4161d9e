package fort.access;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Whether a request meets the [Constraints] of the rule that grants it.
final class ConstraintCheck {
    private ConstraintCheck() {}

    /// @param deny makes the denial from its reason and the parameter's name
    /// @return the denial, or null when all is met
    static @Nullable Decision check(
            Constraints constraints, Request request, BiFunction<Decision.Why, String, Decision> deny) {
        if (!wrappingMet(constraints, request.wrapSeconds())) {
            return deny.apply(Decision.Why.WRAPPING, "");
        }
        return switch (request.capability()) {
            case READ, UPDATE, CREATE, PATCH -> parameters(constraints, request.parameters(), deny);
            case DELETE, LIST, SCAN, SUDO, SUBSCRIBE, RECOVER, DENY -> null;
        };
    }

    private static boolean wrappingMet(Constraints constraints, long wrapSeconds) {
        long minimum = constraints.wrapMinSeconds();
        long maximum = constraints.wrapMaxSeconds();
        if (minimum == 0 && maximum == 0) {
            return true;
        }
        // merging policies can cross the two: then nothing fits, as on OpenBao
        return wrapSeconds > 0 && wrapSeconds >= minimum && (maximum == 0 || wrapSeconds <= maximum);
    }

    private static @Nullable Decision parameters(
            Constraints constraints, Parameters parameters, BiFunction<Decision.Why, String, Decision> deny) {
        Map<String, List<Object>> allowed = constraints.allowed();
        Map<String, List<Object>> denied = constraints.denied();
        if (constraints.required().isEmpty() && allowed == null && denied == null) {
            return null;
        }
        Map<String, ? extends @Nullable Object> fields = parameters.fields();
        for (String required : constraints.required()) {
            if (!fields.containsKey(required.toLowerCase(Locale.ROOT))) {
                return deny.apply(Decision.Why.PARAMETER_MISSING, required);
            }
        }
        if (fields.isEmpty()) {
            return null;
        }
        String offender = denied == null ? null : firstDenied(denied, fields);
        if (offender != null) {
            return deny.apply(Decision.Why.PARAMETER_DENIED, offender);
        }
        offender = allowed == null ? null : firstNotAllowed(allowed, fields);
        return offender == null ? null : deny.apply(Decision.Why.PARAMETER_NOT_ALLOWED, offender);
    }

    private static @Nullable String firstDenied(
            Map<String, List<Object>> denied, Map<String, ? extends @Nullable Object> fields) {
        if (denied.containsKey("*")) {
            return fields.keySet().iterator().next();
        }
        for (Map.Entry<String, ? extends @Nullable Object> field : fields.entrySet()) {
            List<Object> values = denied.get(field.getKey().toLowerCase(Locale.ROOT));
            if (values != null && ParameterValues.contains(values, field.getValue())) {
                return field.getKey();
            }
        }
        return null;
    }

    private static @Nullable String firstNotAllowed(
            Map<String, List<Object>> allowed, Map<String, ? extends @Nullable Object> fields) {
        boolean all = allowed.containsKey("*");
        if (allowed.isEmpty() || (all && allowed.size() == 1)) {
            return null;
        }
        for (Map.Entry<String, ? extends @Nullable Object> field : fields.entrySet()) {
            List<Object> values = allowed.get(field.getKey().toLowerCase(Locale.ROOT));
            if (values == null ? !all : !ParameterValues.contains(values, field.getValue())) {
                return field.getKey();
            }
        }
        return null;
    }
}
