package fort.rotation.random;

import fort.domain.Complexity;
import fort.domain.Generator;
import fort.domain.SecretValue;
import fort.rotation.RotationContext;
import fort.rotation.RotationFailure;
import fort.rotation.Rotator;
import fort.rotation.support.Fields;
import java.util.Arrays;
import java.util.Map;

/// Values that live in Fort alone (`random`): signing keys, tokens that a service compares itself. The next value
/// has a
/// new random text in one field, by the rule of the secret's type; there is no target to set it at.
///
/// Option `field`: which one; when absent, the only text there is, or `password`, or `value`.
public final class RandomRotator implements Rotator {
    public static final String KIND = "random";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public SecretValue create(RotationContext context) {
        Fields current = Fields.of(context.current());
        String field = field(context, current);
        char[] text = generate(context);
        try {
            return current.with(Map.of(field, new String(text))).value();
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    private static char[] generate(RotationContext context) {
        Complexity rule = context.complexity();
        try {
            return new Generator(context.random()).generate(rule);
        } catch (IllegalArgumentException e) {
            throw new RotationFailure(
                    RotationFailure.Kind.PERMANENT, "a value by this type's rule cannot be generated", e);
        }
    }

    private static String field(RotationContext context, Fields current) {
        String named = context.settings().options().get("field");
        if (named != null) {
            return named;
        }
        return current.onlyText().orElseGet(() -> current.text("password").isPresent() ? "password" : "value");
    }

    @Override
    public void apply(RotationContext context) {
        // nowhere but in Fort
    }

    @Override
    public void verify(RotationContext context) {
        // what is staged opened: that is all there is to verify
    }

    @Override
    public void finish(RotationContext context) {
        // nothing is kept of older values
    }

    @Override
    public void undo(RotationContext context) {
        // nothing was set anywhere
    }
}
