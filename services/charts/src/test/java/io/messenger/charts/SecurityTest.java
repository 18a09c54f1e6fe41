package io.messenger.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
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
                                                            .map(java.util.Map.Entry::getKey)
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
                                .map(java.util.Map.Entry::getKey))
                .noneMatch(key -> key.contains("PASSWORD") || key.contains("SECRET"));
    }
}
