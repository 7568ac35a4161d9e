import org.jspecify.annotations.NullMarked;

/// The process: listeners, Fort's own API, the Vault API, configuration, start-up and the one place where
/// everything is
/// wired.
@NullMarked
module fort.server {
    requires transitive fort.gate;
    requires fort.rotation;
    requires fort.wire;
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires io.helidon.common.buffers;
    requires io.helidon.common.concurrency.limits;
    requires io.helidon.common.socket;
    requires io.helidon.common.tls;
    requires io.helidon.common.uri;
    requires io.helidon.http;
    requires io.helidon.http.encoding;
    requires io.helidon.http.media;
    requires io.helidon.webserver;
    requires io.helidon.webserver.http2;
    requires io.prometheus.metrics.config;
    requires io.prometheus.writer.text;
    requires io.prometheus.metrics.model;
    requires jakarta.mail;
    requires java.logging;
    requires java.sql;
    requires java.net.http;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.slf4j;
    requires tools.jackson.databind;

    provides ch.qos.logback.classic.spi.Configurator with
            fort.server.log.LogConfigurator;
}
