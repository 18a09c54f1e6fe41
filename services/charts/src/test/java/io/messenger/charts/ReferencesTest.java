package io.messenger.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is referred to is there: ConfigMaps, Secrets, ports, labels, hosts.
class ReferencesTest {
    /// Secrets that somebody makes by hand (docs/operations.md).
    private static final Set<String> BY_HAND = Set.of("messenger-token-key", "messenger-redis");

    private static final Pattern MOUNTED = Pattern.compile("/etc/messenger/([a-z-]+)");

    static List<Rendering> renderings() {
        return Rendering.all();
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void configMapsAndMountsAreThere(Rendering rendering) {
        Manifests manifests = rendering.manifests();
        manifests
                .podSpecs()
                .forEach(pod -> {
                    Set<String> volumes =
                            Manifests.elements(pod.path("volumes"))
                                    .map(volume -> volume.path("name").asText())
                                    .collect(Collectors.toSet());
                    Stream.concat(
                                    Manifests.elements(pod.path("volumes"))
                                            .map(volume -> volume.at("/configMap/name")),
                                    Manifests.elements(pod.at("/containers/0/envFrom"))
                                            .map(from -> from.at("/configMapRef/name")))
                            .filter(JsonNode::isTextual)
                            .forEach(name -> manifests.get("ConfigMap", name.asText()));
                    Manifests.containers(pod)
                            .forEach(container -> {
                                assertThat(
                                                Manifests.elements(container.path("volumeMounts"))
                                                        .map(mount -> mount.path("name").asText()))
                                        .containsExactlyInAnyOrderElementsOf(volumes);
                            });
                    String account = pod.path("serviceAccountName").asText("");
                    if (!account.isEmpty()) {
                        manifests.get("ServiceAccount", account);
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void filesThatSettingsNameAreMounted(Rendering rendering) {
        Manifests manifests = rendering.manifests();
        manifests
                .of("Deployment")
                .forEach(deployment -> {
                    JsonNode container = deployment.at("/spec/template/spec/containers/0");
                    Set<String> mounted =
                            Manifests.elements(container.path("volumeMounts"))
                                    .map(mount -> mount.path("mountPath").asText())
                                    .collect(Collectors.toSet());
                    Set<String> named = new TreeSet<>();
                    Manifests.elements(container.path("envFrom"))
                            .map(from -> from.at("/configMapRef/name").asText())
                            .flatMap(name -> Stream.of(name, name + "-files"))
                            .flatMap(name -> manifests.find("ConfigMap", name).stream())
                            .flatMap(Manifests::inside)
                            .filter(JsonNode::isTextual)
                            .forEach(text -> {
                                Matcher path = MOUNTED.matcher(text.asText());
                                while (path.find()) {
                                    named.add(path.group());
                                }
                            });
                    assertThat(mounted).containsAll(named);
                });
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void portsAndSelectorsMeetPods(Rendering rendering) {
        Manifests manifests = rendering.manifests();
        manifests
                .of("Service")
                .forEach(service -> {
                    List<JsonNode> pods = pods(manifests, service.at("/spec/selector"));
                    assertThat(pods).as(Manifests.name(service)).isNotEmpty();
                    Manifests.elements(service.at("/spec/ports"))
                            .forEach(port ->
                                    assertThat(pods)
                                            .allSatisfy(pod ->
                                                    assertThat(ports(pod))
                                                            .containsEntry(
                                                                    port.path("targetPort")
                                                                            .asText(),
                                                                    port.path("port").asInt())));
                });
        Stream.of("PodDisruptionBudget", "NetworkPolicy")
                .flatMap(manifests::of)
                .map(object ->
                        object.has("spec") && object.at("/spec/podSelector").isObject()
                                ? object.at("/spec/podSelector/matchLabels")
                                : object.at("/spec/selector/matchLabels"))
                .forEach(labels -> assertThat(pods(manifests, labels)).isNotEmpty());
        manifests
                .of("ServiceMonitor")
                .forEach(monitor -> {
                    JsonNode labels = monitor.at("/spec/selector/matchLabels");
                    assertThat(
                                    manifests
                                            .of("Service")
                                            .filter(it -> has(it.at("/metadata/labels"), labels))
                                            .map(it -> it.at("/spec/ports/0/name").asText()))
                            .containsExactly(monitor.at("/spec/endpoints/0/port").asText());
                });
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void routesAndScalersLeadToWhatIsThere(Rendering rendering) {
        Manifests manifests = rendering.manifests();
        Stream.of("HorizontalPodAutoscaler", "ScaledObject")
                .flatMap(manifests::of)
                .forEach(scaler -> {
                    JsonNode deployment =
                            manifests.get(
                                    "Deployment", scaler.at("/spec/scaleTargetRef/name").asText());
                    assertThat(deployment.path("spec").has("replicas"))
                            .as("an upgrade would set back what the autoscaler did")
                            .isFalse();
                });
        manifests
                .of("Ingress")
                .map(it -> it.at("/spec/rules/0/http/paths/0/backend/service"))
                .forEach(backend ->
                        assertThat(
                                        manifests
                                                .get("Service", backend.path("name").asText())
                                                .at("/spec/ports/0/name"))
                                .isEqualTo(backend.at("/port/name")));
        manifests
                .of("HTTPRoute")
                .flatMap(it -> Manifests.elements(it.at("/spec/rules")))
                .map(it -> it.at("/backendRefs/0"))
                .forEach(backend ->
                        assertThat(
                                        manifests
                                                .get("Service", backend.path("name").asText())
                                                .at("/spec/ports/0/port"))
                                .isEqualTo(backend.path("port")));
    }

    /// A Secret that nobody makes keeps a pod waiting for ever.
    @Test
    void everySecretOfTheWholeIsMadeBySomebody() {
        Manifests cluster = ClusterFiles.production();
        Set<String> made = new TreeSet<>(BY_HAND);
        cluster.of("KafkaUser").map(Manifests::name).forEach(made::add);
        cluster.of("Kafka").map(Manifests::name).forEach(it -> made.add(it + "-cluster-ca-cert"));
        cluster.of("Cluster")
                .map(Manifests::name)
                .forEach(it -> made.addAll(List.of(it + "-app", it + "-ca")));
        Set<String> used =
                Rendering.of("messenger", "default")
                        .manifests()
                        .podSpecs()
                        .flatMap(Manifests::inside)
                        .flatMap(node ->
                                Stream.of(
                                        node.at("/secret/secretName"),
                                        node.at("/secretKeyRef/name")))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(used).hasSizeGreaterThan(8);
        assertThat(made).containsAll(used);
    }

    /// Hosts of the cluster that settings name are Services of ours or of what stands beside us.
    @Test
    void everyHostOfTheWholeIsAService() {
        Manifests manifests = Rendering.of("messenger", "default").manifests();
        Set<String> services =
                Stream.concat(
                                manifests.of("Service").map(Manifests::name),
                                ClusterFiles.services(ClusterFiles.production()).stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(Repository.SERVICES)
                .allSatisfy(service -> {
                    Map<String, String> environment =
                            SettingsOfCharts.environment(manifests, service);
                    environment.forEach((variable, value) -> {
                        if (variable.endsWith("_URI") || variable.endsWith("_URL")) {
                            String uri =
                                    value.replace("jdbc:", "").replace("$(REDIS_PASSWORD)", "x");
                            assertThat(services).contains(URI.create(uri).getHost());
                        }
                    });
                    String bootstrap =
                            environment.getOrDefault(
                                    SettingsOfCharts.variable(service, "kafka.bootstrap"), "");
                    assertThat(bootstrap.split(":", 2)[0]).isIn(services);
                });
    }

    /// What one service may reach lets it in, by the same port.
    @Test
    void whoMayCallIsLetIn() {
        Manifests manifests = Rendering.of("messenger", "default").manifests();
        manifests
                .of("NetworkPolicy")
                .forEach(policy ->
                        Manifests.elements(policy.at("/spec/egress"))
                                .forEach(rule -> {
                                    JsonNode labels = rule.at("/to/0/podSelector/matchLabels");
                                    if (labels.has("app.kubernetes.io/part-of")) {
                                        JsonNode target =
                                                manifests.get(
                                                        "NetworkPolicy",
                                                        "messenger-"
                                                                + labels.path(
                                                                                "app.kubernetes.io/name")
                                                                        .asText());
                                        assertThat(target.at("/spec/ingress/0/from"))
                                                .as("%s to %s", Manifests.name(policy), labels)
                                                .anySatisfy(from ->
                                                        assertThat(
                                                                        from.at(
                                                                                "/podSelector/matchLabels/app.kubernetes.io~1name"))
                                                                .isEqualTo(
                                                                        policy.at(
                                                                                "/spec/podSelector/matchLabels/app.kubernetes.io~1name")));
                                    }
                                }));
    }

    private static List<JsonNode> pods(Manifests manifests, JsonNode selector) {
        return manifests
                .of("Deployment")
                .filter(it -> has(it.at("/spec/template/metadata/labels"), selector))
                .map(it -> it.at("/spec/template/spec"))
                .toList();
    }

    private static boolean has(JsonNode labels, JsonNode selector) {
        return !selector.isEmpty()
                && selector.propertyStream()
                        .allMatch(pair -> pair.getValue().equals(labels.path(pair.getKey())));
    }

    private static Map<String, Integer> ports(JsonNode pod) {
        return Manifests.containers(pod)
                .flatMap(container -> Manifests.elements(container.path("ports")))
                .collect(
                        Collectors.toMap(
                                port -> port.path("name").asText(),
                                port -> port.path("containerPort").asInt()));
    }
}
