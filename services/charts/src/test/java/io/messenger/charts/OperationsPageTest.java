package io.messenger.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.Topics;
import io.messenger.platform.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What operators are told to type and to look at is there. (Metrics: [MetricsTest].)
class OperationsPageTest {
    /// Values and settings look alike; these are neither, but of PostgreSQL, CloudNativePG and
    /// files.
    private static final Set<String> OTHERS = Set.of("bootstrap.recovery", "token-key.pem");

    @TempDir private Path folder;

    private final OperationsPage page = new OperationsPage();

    @Test
    void itsCommandsAreShell() throws IOException, InterruptedException {
        assertThat(page.blocks()).hasSizeGreaterThan(3);
        for (String block : page.blocks()) {
            Path script = Files.writeString(folder.resolve("script.sh"), block);
            Process shell = new ProcessBuilder("sh", "-n", script.toString()).inheritIO().start();
            assertThat(shell.waitFor()).as(block).isZero();
        }
    }

    @Test
    void itInstallsInTenLines() {
        assertThat(page.blocks().getFirst().lines()).hasSize(10);
    }

    @Test
    void itsPathsAreThere() {
        List<String> paths =
                Stream.concat(
                                page.all("(?<![\\w./-])((charts|k8s|docs|services)/[\\w./-]+)")
                                        .map(path -> path.group(1)),
                                page.links().stream().map(link -> "docs/" + link))
                        .toList();
        assertThat(paths)
                .hasSizeGreaterThan(10)
                .allSatisfy(path -> assertThat(Repository.ROOT.resolve(path).normalize()).exists());
    }

    @Test
    void itsCommandsOfMessengerAreThose() {
        String script = Repository.text(Repository.ROOT.resolve("messenger"));
        assertThat(page.all("\\./messenger ([a-z]+)( --[a-z]+)?").toList())
                .hasSizeGreaterThan(2)
                .allSatisfy(command -> {
                    assertThat(script).contains("./messenger " + command.group(1));
                    String option = command.group(2);
                    assertThat(script).contains(option == null ? "" : option.strip() + " ");
                });
    }

    @Test
    void settingsTopicsAndValuesAreOfTheCodeAndOfTheCharts() {
        Set<String> known = new HashSet<>(OTHERS);
        Repository.SERVICES.forEach(service -> known.addAll(Settings.keys(service)));
        Topics.all(48).forEach(topic -> known.add(topic.name()));
        Repository.SERVICES.forEach(chart -> collect("", values(chart), known));
        collect("", values("messenger"), known);
        Set<String> named =
                page.inline().stream()
                        .map(code -> code.split(": ", 2)[0])
                        .filter(code -> code.matches("[a-z]+(\\.[a-zA-Z-]+)+"))
                        .filter(code -> !code.matches(".*\\.(md|yaml|sh)"))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).hasSizeGreaterThan(10);
        assertThat(known).containsAll(named);
    }

    /// What `--set` gives is a value of the whole.
    @Test
    void valuesThatAreSetAreInTheSchemas() {
        assertThat(page.all("--set ([a-z]\\w*)\\.([\\w.]+)=").filter(OperationsPageTest::isOurs))
                .hasSizeGreaterThan(4)
                .allSatisfy(set -> {
                    String chart = set.group(1).equals("global") ? "messenger" : set.group(1);
                    String place = (set.group(1).equals("global") ? "global." : "") + set.group(2);
                    JsonNode schema =
                            Yaml.one(
                                    Repository.text(
                                            Repository.CHARTS.resolve(
                                                    chart + "/values.schema.json")));
                    for (String name : place.split("\\.", -1)) {
                        schema = schema.path("properties").path(name);
                    }
                    assertThat(schema.isObject()).as(set.group()).isTrue();
                });
    }

    private static boolean isOurs(MatchResult set) {
        return !set.group(1).equals("watchAnyNamespace");
    }

    @Test
    void deploymentsServicesAndSecretsAreThere() {
        Manifests whole = Rendering.laptop().manifests();
        assertThat(page.all("deployment/(messenger-[a-z]+)").map(it -> it.group(1)).toList())
                .isNotEmpty()
                .allSatisfy(name -> whole.get("Deployment", name));
        assertThat(page.all("service/(messenger-[a-z]+)").map(it -> it.group(1)).toList())
                .isNotEmpty()
                .allSatisfy(name -> whole.get("Service", name));
        Set<String> secrets =
                whole.podSpecs()
                        .flatMap(Manifests::inside)
                        .flatMap(node ->
                                Stream.of(
                                        node.at("/secret/secretName"),
                                        node.at("/secretKeyRef/name")))
                        .map(JsonNode::asText)
                        .collect(Collectors.toSet());
        assertThat(page.all("create secret generic ([a-z-]+)").map(it -> it.group(1)).toList())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(secrets).contains(name));
    }

    @Test
    void whatItTellsOfVersionsIsPinnedElsewhereToo() {
        String pom = Repository.text(Repository.ROOT.resolve("pom.xml"));
        assertThat(page.all("strimzi-kafka-operator --version (\\S+)").map(it -> it.group(1)))
                .singleElement()
                .satisfies(
                        version -> assertThat(pom).contains("<strimzi.version>" + version + "<"));
    }

    private static JsonNode values(String chart) {
        return Yaml.one(Repository.text(Repository.CHARTS.resolve(chart + "/values.yaml")));
    }

    private static void collect(String path, JsonNode values, Set<String> names) {
        values.propertyStream()
                .forEach(pair -> {
                    names.add(path + pair.getKey());
                    collect(path + pair.getKey() + ".", pair.getValue(), names);
                });
    }
}
