package io.messenger.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.messenger.contracts.Topics;
import io.messenger.platform.Settings;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What stands beside the charts: Kafka, PostgreSQL, Redis.
class ClusterTest {
    static Stream<Manifests> overlays() {
        return Stream.of(ClusterFiles.laptop(), ClusterFiles.production());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyObjectIsExactlyOfItsKind(Manifests overlay) {
        assertThat(overlay.objects()).hasSizeGreaterThan(20);
        assertThat(overlay.objects().stream().flatMap(o -> StrictKinds.faults(o).stream()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void theTopicsAreThoseOfTheCode(Manifests overlay) {
        int partitions = overlay.get("KafkaTopic", Topics.SEND).at("/spec/partitions").asInt();
        Map<String, List<Object>> wanted =
                Topics.all(partitions).stream()
                        .collect(
                                Collectors.toMap(
                                        Topics.Spec::name,
                                        topic ->
                                                List.of(
                                                        topic.partitions(),
                                                        topic.retention().toMillis())));
        Map<String, List<Object>> there =
                overlay.of("KafkaTopic")
                        .collect(
                                Collectors.toMap(
                                        Manifests::name,
                                        topic ->
                                                List.of(
                                                        topic.at("/spec/partitions").asInt(),
                                                        topic.at("/spec/config/retention.ms")
                                                                .asLong())));
        assertThat(there).isEqualTo(wanted);
    }

    @Test
    void theChartsKnowHowManyPartitionsThereAre() {
        assertThat(partitions(Rendering.laptop())).isEqualTo(partitions(ClusterFiles.laptop()));
        assertThat(partitions(Rendering.production()))
                .isEqualTo(partitions(ClusterFiles.production()));
    }

    private static int partitions(Rendering rendering) {
        return Settings.load(
                        "message",
                        SettingsOfCharts.environment(rendering.manifests(), "message"),
                        Map.of())
                .number("kafka.send-partitions", 1, 1000);
    }

    private static int partitions(Manifests overlay) {
        return overlay.get("KafkaTopic", Topics.SEND).at("/spec/partitions").asInt();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void nobodyLosesWhatIsAcknowledged(Manifests overlay) {
        int brokers = overlay.get("KafkaNodePool", "brokers").at("/spec/replicas").asInt();
        assertThat(overlay.of("KafkaTopic"))
                .allSatisfy(topic -> {
                    assertThat(topic.at("/spec/replicas").asInt()).isEqualTo(Math.min(3, brokers));
                    assertThat(topic.at("/spec/config/min.insync.replicas").asInt())
                            .isEqualTo(Math.min(2, brokers));
                });
        JsonNode database = overlay.get("Cluster", "messenger-db");
        assertThat(database.at("/spec/postgresql/synchronous").isObject())
                .isEqualTo(database.at("/spec/instances").asInt() > 1);
    }

    /// Each service has a user, and may touch no topic but ours.
    @Test
    void usersAreOurServicesAndNameOurTopics() {
        Manifests cluster = ClusterFiles.production();
        assertThat(cluster.of("KafkaUser").map(Manifests::name))
                .containsExactlyInAnyOrderElementsOf(
                        Repository.SERVICES.stream().map(it -> "messenger-" + it).toList());
        List<String> topics = Topics.all(48).stream().map(Topics.Spec::name).toList();
        assertThat(
                        cluster.of("KafkaUser")
                                .flatMap(
                                        it -> Manifests.elements(it.at("/spec/authorization/acls")))
                                .map(it -> it.path("resource"))
                                .filter(it -> it.path("type").asText().equals("topic")))
                .isNotEmpty()
                .allSatisfy(resource -> {
                    assertThat(resource.path("patternType").asText()).isEqualTo("literal");
                    assertThat(resource.path("name").asText()).isIn(topics);
                });
    }

    /// Every topic has somebody who writes it and, but for the operator's, somebody who reads it.
    @Test
    void everyTopicIsWrittenAndRead() {
        assertThat(who("Write").keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Topics.all(48).stream().map(Topics.Spec::name).toList());
        assertThat(who("Read").keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Topics.all(48).stream()
                                .map(Topics.Spec::name)
                                .filter(name -> !name.equals(Topics.DEAD_LETTERS))
                                .toList());
        assertThat(who("Write").get(Topics.SEND))
                .containsExactlyInAnyOrder("messenger-chat", "messenger-gateway");
        assertThat(who("Write").get(Topics.DELIVERED)).containsExactly("messenger-message");
    }

    private static Map<String, List<String>> who(String operation) {
        return ClusterFiles.production()
                .of("KafkaUser")
                .flatMap(user ->
                        Manifests.elements(user.at("/spec/authorization/acls"))
                                .filter(acl ->
                                        acl.at("/resource/type").asText().equals("topic")
                                                && Manifests.elements(acl.path("operations"))
                                                        .anyMatch(it ->
                                                                it.asText().equals(operation)))
                                .map(acl ->
                                        Map.entry(
                                                acl.at("/resource/name").asText(),
                                                Manifests.name(user))))
                .collect(
                        Collectors.groupingBy(
                                Map.Entry::getKey,
                                Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    @Test
    void aFieldThatTheOperatorDoesNotKnowIsFound() {
        for (String kind :
                List.of("Kafka", "KafkaTopic", "KafkaUser", "KafkaNodePool", "Cluster")) {
            JsonNode object =
                    ClusterFiles.production().of(kind).findFirst().orElseThrow().deepCopy();
            ((ObjectNode) object.path("spec")).put("replcas", 3);
            assertThat(StrictKinds.faults(object)).as(kind).isNotEmpty();
        }
    }
}
