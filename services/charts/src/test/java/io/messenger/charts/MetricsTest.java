package io.messenger.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What autoscalers, alerts and the dashboard read is what the services really show.
class MetricsTest {
    private static final Pattern WORD = Pattern.compile("\\b[a-z]+(_[a-z0-9]+)+\\b");

    /// Words of PromQL with an underscore, and labels of ours.
    private static final Set<String> NO_METRICS = Set.of("histogram_quantile");

    private static RunningServices services;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        services = RunningServices.start(folder);
    }

    @AfterAll
    static void stop() {
        services.close();
    }

    @Test
    void theAutoscalersReadWhatTheirPodsShow() {
        Manifests manifests = Rendering.of("messenger", "default").manifests();
        for (String service : List.of("gateway", "message")) {
            JsonNode metric =
                    manifests
                            .get("HorizontalPodAutoscaler", "messenger-" + service)
                            .at("/spec/metrics/0");
            assertThat(metric.path("type").asText()).isEqualTo("Pods");
            assertThat(services.metrics(service)).contains(metric.at("/pods/metric/name").asText());
        }
    }

    @Test
    void theAdapterMakesWhatTheAutoscalersRead() {
        JsonNode values =
                Yaml.one(Repository.text(Repository.K8S.resolve("prometheus-adapter/values.yaml")));
        Set<String> made =
                Manifests.elements(values.at("/rules/custom"))
                        .map(rule -> rule.at("/name/as").asText())
                        .collect(Collectors.toSet());
        Set<String> read =
                Rendering.of("messenger", "default")
                        .manifests()
                        .of("HorizontalPodAutoscaler")
                        .map(it -> it.at("/spec/metrics/0/pods/metric/name"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)
                        .collect(Collectors.toSet());
        assertThat(made).isEqualTo(read);
        assertThat(Manifests.elements(values.at("/rules/custom")))
                .allSatisfy(rule ->
                        assertThat(rule.path("seriesQuery").asText())
                                .startsWith(rule.at("/name/as").asText() + "{"));
    }

    @Test
    void kedaReadsTheSame() {
        for (String service : List.of("gateway", "message")) {
            JsonNode trigger =
                    Rendering.of("messenger", "keda")
                            .manifests()
                            .get("ScaledObject", "messenger-" + service)
                            .at("/spec/triggers/0/metadata");
            String query = trigger.path("query").asText();
            assertThat(services.metrics(service)).containsAll(names(query));
            assertThat(query).contains("pod=~\"messenger-" + service + "-.*\"");
        }
    }

    @Test
    void theServiceMonitorAsksWhereTheyAre() {
        assertThat(Rendering.production().manifests().of("ServiceMonitor"))
                .hasSize(5)
                .allMatch(it ->
                        it.at("/spec/endpoints/0/path").asText().equals(RunningServices.PATH));
    }

    @Test
    void alertsReadWhatTheServiceShows() {
        assertThat(Repository.SERVICES)
                .allSatisfy(service -> {
                    JsonNode rule =
                            Rendering.production()
                                    .manifests()
                                    .get("PrometheusRule", "messenger-" + service);
                    Set<String> read =
                            Manifests.inside(rule)
                                    .map(node -> node.path("expr"))
                                    .filter(JsonNode::isTextual)
                                    .flatMap(expression -> names(expression.asText()).stream())
                                    .collect(Collectors.toCollection(TreeSet::new));
                    assertThat(read).isNotEmpty();
                    assertThat(services.metrics(service)).containsAll(read);
                });
    }

    @Test
    void theDashboardShowsWhatThereIs() {
        JsonNode dashboard =
                Yaml.one(
                        Rendering.production()
                                .manifests()
                                .get("ConfigMap", "messenger-dashboard")
                                .at("/data/messenger.json")
                                .asText());
        Set<String> read =
                Manifests.inside(dashboard)
                        .map(node -> node.path("expr"))
                        .filter(JsonNode::isTextual)
                        .flatMap(expression -> names(expression.asText()).stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> shown = new HashSet<>();
        Stream.of("gateway", "message").forEach(it -> shown.addAll(services.metrics(it)));
        assertThat(read).hasSizeGreaterThan(10);
        assertThat(shown).containsAll(read);
    }

    @Test
    void operatorsAreToldOfWhatThereIs() {
        Set<String> shown = new HashSet<>();
        Repository.SERVICES.forEach(it -> shown.addAll(services.metrics(it)));
        assertThat(
                        new OperationsPage()
                                .all("\\b(gateway|messenger)(_[a-z]+)+\\b")
                                .map(MatchResult::group)
                                .distinct())
                .hasSizeGreaterThan(4)
                .allMatch(named -> shown.stream().anyMatch(it -> it.startsWith(named)));
    }

    private static Set<String> names(String expression) {
        Set<String> names = new TreeSet<>();
        Matcher words = WORD.matcher(expression.replaceAll("\\{[^}]*}", ""));
        while (words.find()) {
            names.add(words.group());
        }
        names.removeAll(NO_METRICS);
        return names;
    }
}
