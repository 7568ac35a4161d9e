import org.jspecify.annotations.NullMarked;

/// The one door: every act authenticates, is decided, is carried out and recorded here.
@NullMarked
module fort.gate {
    requires transitive fort.domain;
    requires transitive fort.crypto;
    requires transitive fort.store;
    requires transitive fort.audit;
    requires transitive fort.identity;
    requires transitive fort.access;
    requires tools.jackson.databind;
    requires org.slf4j;

    exports fort.gate;
}
