package io.messenger.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What pods may do: what the Pod Security Standard "restricted" allows, and less.
class SecurityTest {
    private static final Set<String> VOLUMES = Set.of("configMap", "secret", "emptyDir");

    static Stream<Manifests> everything() {
        return Stream.concat(
                Rendering.all().stream().map(Rendering::manifests),
                Stream.of(ClusterFiles.laptop(), ClusterFiles.production()));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void podsAreRestricted(Manifests manifests) {
        assertThat(manifests.podSpecs())
                .isNotEmpty()
                .allSatisfy(pod -> {
                    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
                    assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
                    assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                            .isEqualTo("RuntimeDefault");
                    assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
                    assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
                    assertThat(pod.has("hostNetwork") || pod.has("hostPID") || pod.has("hostIPC"))
                            .isFalse();
                    assertThat(Manifests.elements(pod.path("volumes")))
                            .allSatisfy(volume ->
                                    assertThat(
                                                    volume.propertyStream()
                                                            .map(Map.Entry::getKey)
                                                            .filter(key -> !key.equals("name")))
                                            .hasSize(1)
                                            .isSubsetOf(VOLUMES));
                    assertThat(Manifests.containers(pod)).allSatisfy(SecurityTest::isRestricted);
                });
    }

    private static void isRestricted(JsonNode container) {
        JsonNode context = container.path("securityContext");
        assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(context.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        assertThat(context.has("privileged")).isFalse();
        assertThat(context.at("/capabilities").has("add")).isFalse();
        assertThat(container.at("/resources/requests").has("cpu")).isTrue();
        assertThat(container.at("/resources/limits").has("memory")).isTrue();
        assertThat(Manifests.elements(container.path("ports")))
                .noneMatch(port -> port.has("hostPort"));
        assertThat(container.path("image").asText())
                .as("a version, not whatever is the latest")
                .matches(".+(:[^:@/]*[0-9][^:@/]*|@sha256:[0-9a-f]{64})")
                .doesNotEndWith(":latest");
    }

    @Test
    void everyServiceDeniesWhatItDoesNotName() {
        Manifests manifests = Rendering.of("messenger", "default").manifests();
        List<JsonNode> policies = manifests.of("NetworkPolicy").toList();
        assertThat(policies)
                .hasSize(Repository.SERVICES.size())
                .allSatisfy(policy -> {
                    assertThat(policy.at("/spec/policyTypes").toString())
                            .isEqualTo("[\"Ingress\",\"Egress\"]");
                    assertThat(Manifests.elements(policy.at("/spec/egress")))
                            .as("ports are always named")
                            .allMatch(rule -> rule.has("ports"));
                });
        Set<String> open =
                policies.stream()
                        .filter(policy -> !policy.at("/spec/ingress/0").has("from"))
                        .map(Manifests::name)
                        .collect(Collectors.toSet());
        assertThat(open).as("whose API everybody may call").containsExactly("messenger-gateway");
        assertThat(policies)
                .as("health and metrics are nobody's but the monitoring's")
                .allSatisfy(policy ->
                        assertThat(policy.at("/spec/ingress/1/from").size()).isPositive());
    }

    @ParameterizedTest
    @MethodSource("everything")
    void noSecretStandsInTheOpen(Manifests manifests) {
        assertThat(manifests.of("Secret")).isEmpty();
        assertThat(
                        manifests
                                .podSpecs()
                                .flatMap(Manifests::containers)
                                .flatMap(it -> Manifests.elements(it.path("env")))
                                .filter(it -> it.path("name").asText().contains("PASSWORD")))
                .allMatch(variable -> variable.at("/valueFrom/secretKeyRef/name").isTextual());
        assertThat(
                        manifests
                                .of("ConfigMap")
                                .flatMap(it -> it.path("data").propertyStream())
                                .map(Map.Entry::getKey))
                .noneMatch(key -> key.contains("PASSWORD") || key.contains("SECRET"));
    }

    /// Whole Secrets hold more: CloudNativePG's has the private key of its authority.
    @ParameterizedTest
    @MethodSource("everything")
    void ofASecretOnlyNamedKeysGetIntoAPod(Manifests manifests) {
        assertThat(manifests.podSpecs().flatMap(it -> Manifests.elements(it.path("volumes"))))
                .allSatisfy(volume -> {
                    if (volume.has("secret")) {
                        assertThat(volume.at("/secret/items")).as(volume.toString()).isNotEmpty();
                        assertThat(volume.at("/secret/secretName").isTextual()).isTrue();
                    }
                });
        assertThat(
                        manifests
                                .podSpecs()
                                .flatMap(Manifests::containers)
                                .flatMap(it -> Manifests.elements(it.path("envFrom"))))
                .noneMatch(from -> from.has("secretRef"));
    }

    @Test
    void noServiceSeesASecretThatIsAnothers() {
        Manifests manifests = Rendering.of("messenger", "default").manifests();
        Set<String> kafka =
                Set.of("kafka-ca: ca.crt", "kafka-user: user.crt", "kafka-user: user.key");
        Set<String> database =
                Set.of(
                        "database-ca: ca.crt",
                        "messenger-db-app: username",
                        "messenger-db-app: password");
        Set<String> redis = Set.of("messenger-redis: password");
        Set<String> token = Set.of("token: token-key.pem");
        assertThat(seen(manifests, "auth")).isEqualTo(union(List.of(kafka, database, token)));
        assertThat(seen(manifests, "user")).isEqualTo(union(List.of(kafka, database)));
        assertThat(seen(manifests, "chat")).isEqualTo(union(List.of(kafka, database)));
        assertThat(seen(manifests, "message")).isEqualTo(union(List.of(kafka, database, redis)));
        assertThat(seen(manifests, "gateway")).isEqualTo(union(List.of(kafka, redis)));
    }

    /// Of a Secret that the user brings, what the settings refer to, in either way.
    @Test
    void kafkasOwnSecretIsMountedAsFarAsItIsReferredTo() {
        assertThat(seen(Rendering.of("gateway", "external").manifests(), "gateway"))
                .contains("kafka-secret: password")
                .hasSize(2);
        Rendering plain = Rendering.of("user", "default");
        assertThatThrownBy(() -> plain.with(Map.of("kafka.secret", "kafka-password")))
                .hasMessageContaining("kafka.properties refers to no key of it");
        String rendered =
                plain.with(
                        Map.of(
                                "kafka.secret",
                                "kafka-password",
                                "kafka.properties.ssl\\.truststore\\.location",
                                "/etc/messenger/kafka-secret/trust.p12",
                                "kafka.properties.ssl\\.truststore\\.password",
                                "${secrets:/etc/messenger/kafka-secret:trust.password}"));
        assertThat(seen(new Manifests(Yaml.all(rendered)), "user"))
                .contains("kafka-secret: trust.p12", "kafka-secret: trust.password");
    }

    /// The keys of Secrets that the pod of a service has, by volume or, in its environment, by
    /// Secret.
    private static Set<String> seen(Manifests manifests, String service) {
        JsonNode pod =
                manifests.get("Deployment", "messenger-" + service).at("/spec/template/spec");
        Stream<String> mounted =
                Manifests.elements(pod.path("volumes"))
                        .flatMap(volume ->
                                Manifests.elements(volume.at("/secret/items"))
                                        .map(item ->
                                                volume.path("name").asText()
                                                        + ": "
                                                        + item.path("key").asText()));
        Stream<String> injected =
                Manifests.inside(pod.at("/containers/0/env"))
                        .map(node -> node.path("secretKeyRef"))
                        .filter(JsonNode::isObject)
                        .map(it -> it.path("name").asText() + ": " + it.path("key").asText());
        return Stream.concat(mounted, injected).collect(Collectors.toSet());
    }

    private static Set<String> union(List<Set<String>> sets) {
        return sets.stream().flatMap(Set::stream).collect(Collectors.toSet());
    }
}
