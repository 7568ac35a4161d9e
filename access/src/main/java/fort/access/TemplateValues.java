package fort.access;

import fort.domain.Caller;
import org.jspecify.annotations.Nullable;

/// What the `{{…}}` of a policy's paths become for one caller. A template without a value, or with one that holds
/// `/`, `*` or `+`, drops its rule: it never becomes a wider one.
@FunctionalInterface
public interface TemplateValues {
    TemplateValues NONE = name -> null;

    /// @param name such as `identity.entity.name`
    /// @return the value, or null when there is none
    @Nullable
    String value(String name);

    /// The values of a caller that logged in; see [CallerTemplates].
    static TemplateValues of(Caller caller) {
        return new CallerTemplates(caller);
    }
}
