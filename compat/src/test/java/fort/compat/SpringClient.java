package fort.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.vault.VaultException;
import org.springframework.vault.authentication.AppRoleAuthentication;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions.RoleId;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions.SecretId;
import org.springframework.vault.authentication.LifecycleAwareSessionManager;
import org.springframework.vault.authentication.TokenAuthentication;
import org.springframework.vault.client.RestTemplateBuilder;
import org.springframework.vault.client.VaultEndpoint;
import org.springframework.vault.core.VaultKeyValueOperationsSupport.KeyValueBackend;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.vault.core.VaultVersionedKeyValueOperations;
import org.springframework.vault.support.Policy;
import org.springframework.vault.support.VaultTokenRequest;
import org.springframework.vault.support.Versioned;
import org.springframework.web.client.RestTemplate;

/// spring-vault-core, as a program would use it.
final class SpringClient {
    private SpringClient() {}

    static List<String> use(World world) {
        List<String> steps = new ArrayList<>();
        VaultEndpoint endpoint = VaultEndpoint.from(URI.create(world.address()));
        ClientHttpRequestFactory requests = new JdkClientHttpRequestFactory();
        RestTemplate rest = RestTemplateBuilder.builder()
                .endpoint(endpoint)
                .requestFactory(requests)
                .build();
        AppRoleAuthentication login = new AppRoleAuthentication(
                AppRoleAuthenticationOptions.builder()
                        .roleId(RoleId.provided(world.roleId()))
                        .secretId(SecretId.provided(world.newSecretId()))
                        .build(),
                rest);
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.initialize();
        LifecycleAwareSessionManager sessions = new LifecycleAwareSessionManager(login, scheduler, rest);
        try {
            VaultTemplate vault = new VaultTemplate(endpoint, requests, sessions);
            versioned(vault, steps);
            old(vault, steps);
            assertThat(sessions.renewToken()).isTrue();
            steps.add("renew its session");
            administration(
                    new VaultTemplate(endpoint, requests, () -> new TokenAuthentication(world.root()).login()), steps);
        } finally {
            sessions.destroy();
            scheduler.destroy();
        }
        return steps;
    }

    private static void versioned(VaultTemplate vault, List<String> steps) {
        VaultVersionedKeyValueOperations kv = vault.opsForVersionedKeyValue("secret");
        assertThat(kv.put("spring/one", Map.of("user", "a")).getVersion().getVersion())
                .isEqualTo(1);
        steps.add("login by approle, write");
        Versioned<Map<String, Object>> read = Objects.requireNonNull(kv.get("spring/one"));
        assertThat(read.getData()).isEqualTo(Map.of("user", "a"));
        steps.add("read");
        assertThatThrownBy(
                        () -> kv.put("spring/one", Versioned.create(Map.of("x", "y"), Versioned.Version.unversioned())))
                .isInstanceOf(VaultException.class);
        steps.add("check-and-set is refused when late");
        assertThat(kv.list("spring/")).containsExactly("one");
        steps.add("list");
        kv.delete("spring/one");
        assertThat(Objects.requireNonNull(kv.get("spring/one")).hasData()).isFalse();
        kv.undelete("spring/one", Versioned.Version.from(1));
        assertThat(Objects.requireNonNull(kv.get("spring/one")).hasData()).isTrue();
        kv.destroy("spring/one", Versioned.Version.from(1));
        steps.add("delete, undelete, destroy");
        assertThat(kv.get("spring/nothing")).isNull();
        assertThatThrownBy(() -> kv.get("other/one")).isInstanceOf(VaultException.class);
        steps.add("another's path is forbidden");
    }

    private static void old(VaultTemplate vault, List<String> steps) {
        var kv = vault.opsForKeyValue("old", KeyValueBackend.KV_1);
        kv.put("spring/one", Map.of("a", "b", "ttl", "45s"));
        assertThat(Objects.requireNonNull(kv.get("spring/one")).getLeaseDuration())
                .isEqualTo(45);
        assertThat(kv.list("spring")).containsExactly("one");
        kv.delete("spring/one");
        assertThat(kv.get("spring/one")).isNull();
        steps.add("kv version 1: write, read with its lease, list, delete");
    }

    private static void administration(VaultTemplate vault, List<String> steps) {
        vault.opsForSys()
                .createOrUpdatePolicy(
                        "spring-made",
                        Policy.of(Policy.Rule.builder()
                                .path("secret/data/x")
                                .capability(Policy.BuiltinCapabilities.READ)
                                .build()));
        assertThat(vault.opsForSys().getPolicyNames()).contains("spring-made");
        assertThat(Objects.requireNonNull(vault.opsForSys().getPolicy("spring-made"))
                        .getRules())
                .hasSize(1);
        assertThat(vault.opsForSys().health().isSealed()).isFalse();
        steps.add("policies and health");
        var token = vault.opsForToken()
                .create(VaultTokenRequest.builder()
                        .withPolicy("spring-made")
                        .renewable()
                        .ttl(Duration.ofMinutes(10))
                        .build());
        assertThat(Objects.requireNonNull(
                        vault.opsForToken().renew(token.getToken()).getAuth()))
                .containsEntry("renewable", true);
        vault.opsForToken().revoke(token.getToken());
        steps.add("create, renew and revoke a token");
        var wrapped = vault.opsForWrapping().wrap(Map.of("a", "b"), Duration.ofMinutes(1));
        assertThat(Objects.requireNonNull(vault.opsForWrapping().read(wrapped.getToken()))
                        .getData())
                .isEqualTo(Map.of("a", "b"));
        steps.add("wrap and unwrap");
        vault.opsForSys().deletePolicy("spring-made");
    }
}
