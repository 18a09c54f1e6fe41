package io.messenger.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.platform.Kafka;
import io.messenger.platform.Settings;
import io.messenger.platform.SettingsException;
import io.messenger.testing.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The environment that the charts make is the one that the code reads.
class SettingsTest {
    @TempDir private Path folder;

    static List<Rendering> renderings() {
        return Rendering.all();
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void theServicesTakeTheirEnvironment(Rendering rendering) {
        Manifests manifests = rendering.manifests();
        assertThat(manifests.of("Deployment"))
                .isNotEmpty()
                .allSatisfy(deployment -> {
                    String service = Manifests.name(deployment).replace("messenger-", "");
                    // It refuses a variable that names no setting, and text of another kind.
                    Settings settings =
                            Settings.load(
                                    service,
                                    SettingsOfCharts.environment(manifests, service),
                                    Map.of());
                    JsonNode ports = deployment.at("/spec/template/spec/containers/0/ports");
                    assertThat(settings.port("server.port"))
                            .isEqualTo(ports.at("/0/containerPort").asInt());
                    assertThat(settings.port("management.port"))
                            .isEqualTo(ports.at("/1/containerPort").asInt());
                });
    }

    @Test
    void aVariableThatNamesNoSettingWouldBeFound() {
        Map<String, String> environment =
                new HashMap<>(
                        SettingsOfCharts.environment(
                                Rendering.of("user", "default").manifests(), "user"));
        environment.put("MESSENGER_USER_KAFKA_BOOTSTRAPS", "x");
        assertThatThrownBy(() -> Settings.load("user", environment, Map.of()))
                .isInstanceOf(SettingsException.class);
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void thePodOutlivesTheDrain(Rendering rendering) {
        Manifests manifests = rendering.manifests();
        manifests
                .find("Deployment", "messenger-gateway")
                .ifPresent(gateway -> {
                    JsonNode pod = gateway.at("/spec/template/spec");
                    Duration window =
                            Settings.load(
                                            "gateway",
                                            SettingsOfCharts.environment(manifests, "gateway"),
                                            Map.of())
                                    .duration("drain.window");
                    long pause = pod.at("/containers/0/lifecycle/preStop/sleep/seconds").asLong();
                    assertThat(pod.path("terminationGracePeriodSeconds").asLong())
                            .isGreaterThanOrEqualTo(pause + window.toSeconds() + 5);
                    manifests
                            .of("HorizontalPodAutoscaler")
                            .filter(it -> Manifests.name(it).equals("messenger-gateway"))
                            .forEach(it ->
                                    assertThat(
                                                    it.at(
                                                                    "/spec/behavior/scaleDown/policies/0/periodSeconds")
                                                            .asLong())
                                            .as("one pod at a time, after the drain of the other")
                                            .isGreaterThanOrEqualTo(pause + window.toSeconds()));
                });
    }

    /// The file that the charts write is one of Kafka's own clients, which read the certificates.
    @Test
    void kafkaTakesItsFile() throws IOException, GeneralSecurityException {
        TestCertificate certificate = TestCertificate.in(folder);
        Files.copy(certificate.certificate(), secret("kafka-ca").resolve("ca.crt"));
        Files.copy(certificate.certificate(), secret("kafka-user").resolve("user.crt"));
        Files.copy(certificate.key(), secret("kafka-user").resolve("user.key"));
        Kafka kafka = Kafka.of(settings("default"));
        assertThat(kafka.more()).containsEntry("security.protocol", "SSL");
        kafka.producer().close(Duration.ZERO);
        kafka.member("group", 1).close();
    }

    @Test
    void kafkaTakesAPasswordOutOfASecret() throws IOException {
        Files.writeString(secret("kafka-secret").resolve("password"), "blue door");
        Kafka kafka = Kafka.of(settings("external"));
        assertThat(kafka.more()).containsEntry("sasl.mechanism", "SCRAM-SHA-512");
        kafka.producer().close(Duration.ZERO);
    }

    @Test
    void aFileThatIsNotThereStopsTheStart() {
        Settings settings =
                Settings.load(
                        "user", Map.of(), Map.of("kafka.client-file", folder + "/none.properties"));
        assertThatThrownBy(() -> Kafka.of(settings))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("kafka.client-file");
    }

    /// Those of the gateway, with the pod's folder moved to a folder of this test.
    private Settings settings(String ci) throws IOException {
        Manifests manifests = Rendering.of("gateway", ci).manifests();
        String properties =
                manifests
                        .get("ConfigMap", "messenger-gateway-files")
                        .at("/data/kafka.properties")
                        .asText()
                        .replace("/etc/messenger", folder.toString());
        Path file = Files.writeString(folder.resolve("kafka.properties"), properties);
        return Settings.load(
                "gateway",
                Map.of(),
                Map.of("kafka.bootstrap", "localhost:1", "kafka.client-file", file.toString()));
    }

    private Path secret(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }
}
