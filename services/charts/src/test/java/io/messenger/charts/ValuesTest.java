package io.messenger.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.platform.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The values of the charts: closed, described, and no other than the code knows.
class ValuesTest {
    static Stream<String> charts() {
        return ChartsTest.charts();
    }

    static List<String> services() {
        return Repository.SERVICES;
    }

    @ParameterizedTest
    @CsvSource({
        "gateway, replcas, 3",
        "gateway, autoscaling.maximum, 3",
        "gateway, autoscaling.max, 65",
        "gateway, autoscaling.by, knative",
        "gateway, image.digest, latest",
        "gateway, kafka.bootstrap, kafka",
        "gateway, settings.socket\\.maximum, 3",
        "gateway, settings.server\\.port, 3",
        "auth, networkPolicy.ingress, x",
        "auth, tokenKey.secret, ''",
        "auth, tokenKey.key, ../key",
        "auth, database.host, 'db/messenger'",
        "auth, database.secret.userKey, user name",
        "gateway, image.digest, xsha256:0000000000000000000000000000000000000000000000000000000000000000",
        "gateway, peers.auth, 'see http://auth:8081'",
        "gateway, peers.auth, http://auth:8081/",
        "gateway, autoscaling.metric.perPod, 20000k",
        "gateway, kafka.bootstrap, 'kafka:9092,'",
        "gateway, resources.requests.memory, 1GiB",
        "user, redis.host, redis",
        "chat, resources.limit.memory, 1Gi",
        "message, database.secret.nam, x",
        "messenger, gatway.replicas, 1",
        "messenger, gateway.replcas, 1",
        "messenger, global.kafka.tls.on, true",
        "messenger, global.redis.sentinel, x",
    })
    void aTypingErrorIsRefused(String chart, String key, String value) {
        Rendering rendering = Rendering.of(chart, "default");
        assertThatThrownBy(() -> rendering.with(Map.of(key, value)))
                .hasMessageContaining("values don't meet the specifications of the schema");
    }

    /// A pattern finds its place anywhere, unless it says where it begins and ends.
    @ParameterizedTest
    @MethodSource("charts")
    void everyPatternIsAboutTheWholeValue(String chart) {
        List<String> patterns =
                Manifests.inside(schema(chart))
                        .map(node -> node.path("pattern"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)
                        .distinct()
                        .toList();
        assertThat(patterns).isNotEmpty().allMatch(ValuesTest::isAnchored);
    }

    @Test
    void aPatternWithoutAnEndIsFound() {
        assertThat(isAnchored("^[0-9]+")).isFalse();
        assertThat(isAnchored("[0-9]+$")).isFalse();
        assertThat(isAnchored("^a|b$")).isFalse();
        assertThat(isAnchored("^(a|b)?$")).isTrue();
    }

    /// With a choice only inside of brackets: `^a|b$` is `^a` or `b$`.
    private static boolean isAnchored(String pattern) {
        String bare = pattern.replaceAll("\\[[^]]*]", "").replaceAll("\\([^()]*\\)", "");
        return pattern.startsWith("^") && pattern.endsWith("$") && !bare.contains("|");
    }

    @Test
    void moreMessagePodsThanPartitionsAreRefused() {
        Rendering rendering = Rendering.of("message", "default");
        assertThatThrownBy(() -> rendering.with(Map.of("autoscaling.max", 49)))
                .hasMessageContaining("a pod without a partition has nothing to do");
    }

    /// Helm's own merge takes false and 0 for nothing.
    @Test
    void globalValuesTurnThingsOffToo() {
        String rendered =
                Rendering.of("messenger", "default")
                        .with(Map.of("global.kafka.tls.enabled", false));
        assertThat(rendered).doesNotContain("security.protocol").doesNotContain("kafka-user");
    }

    @ParameterizedTest
    @MethodSource("services")
    void everySettingOfTheServiceIsAValueOrFollowsFromOne(String service) {
        JsonNode settings = schema(service).at("/properties/settings/properties");
        Set<String> open = new TreeSet<>();
        settings.fieldNames().forEachRemaining(open::add);
        Set<String> made = new TreeSet<>(SettingsOfCharts.keys(service, "default"));
        made.removeAll(open);
        assertThat(open).isNotEmpty().isSubsetOf(Settings.keys(service));
        Set<String> left = new TreeSet<>(Settings.keys(service));
        left.removeAll(open);
        left.removeAll(made);
        assertThat(left)
                .as("what no value reaches: addresses to listen at, TLS and keys made by ourselves")
                .isSubsetOf("server.host", "token.create-key", "tls.certificate", "tls.key");
    }

    @ParameterizedTest
    @MethodSource("charts")
    void everyValueIsInTheSchemaAndEveryPropertyHasADefault(String chart) {
        JsonNode values = Yaml.one(Repository.text(file(chart, "values.yaml")));
        List<String> undefined = new ArrayList<>();
        compare("", schema(chart), values, undefined);
        assertThat(undefined)
                .as("properties of the schema that values.yaml does not show")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("charts")
    void theReadmeHasEveryValueAsItIs(String chart) {
        List<String> rows = ReadmeRows.of(Repository.text(file(chart, "values.yaml")));
        List<String> table =
                Repository.text(file(chart, "README.md"))
                        .lines()
                        .filter(line -> line.startsWith("| `"))
                        .toList();
        assertThat(rows).hasSizeGreaterThan(5);
        assertThat(table).containsExactlyElementsOf(rows);
    }

    @Test
    void theChartsInstallTheVersionThatIsBuilt() {
        String pom = Repository.text(Repository.ROOT.resolve("pom.xml"));
        String version = pom.substring(pom.indexOf("<version>") + 9, pom.indexOf("</version>"));
        assertThat(charts())
                .allSatisfy(chart ->
                        assertThat(
                                        Yaml.one(Repository.text(file(chart, "Chart.yaml")))
                                                .path("appVersion")
                                                .asText())
                                .isEqualTo(version.replace("-SNAPSHOT", "")));
    }

    /// Only where the schema is closed: free maps have no names of their own.
    private static void compare(
            String path, JsonNode schema, JsonNode values, List<String> undefined) {
        schema.path("properties")
                .propertyStream()
                .filter(property -> !Set.of("messenger-lib", "enabled").contains(property.getKey()))
                .filter(property -> !(path + property.getKey()).equals("global"))
                .filter(property -> !path.startsWith("peers.") && !path.startsWith("resources."))
                .forEach(property -> {
                    JsonNode value = values.path(property.getKey());
                    String here = path + property.getKey();
                    if (value.isMissingNode()) {
                        undefined.add(here);
                    } else if (property.getValue().has("properties") && !value.isEmpty()) {
                        compare(here + ".", property.getValue(), value, undefined);
                    }
                });
    }

    private static JsonNode schema(String chart) {
        return Yaml.one(Repository.text(file(chart, "values.schema.json")));
    }

    private static Path file(String chart, String name) {
        return Repository.CHARTS.resolve(chart).resolve(name);
    }
}
