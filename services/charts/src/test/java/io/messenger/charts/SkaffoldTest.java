package io.messenger.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.util.HashMap;
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

/// What `skaffold dev` would read: as its schema has it, and about what there is.
class SkaffoldTest {
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{\\.IMAGE_([A-Z]+)_(\\w+)}}");
    private static final Pattern PROPERTY = Pattern.compile("-D([^=]+)=.*");

    private static JsonNode file() {
        return Yaml.one(Repository.text(Repository.ROOT.resolve("skaffold.yaml")));
    }

    /// The configuration without a profile, and with each.
    static Stream<JsonNode> configurations() {
        return Stream.concat(
                Stream.of(file()),
                Manifests.elements(file().path("profiles")).map(SkaffoldTest::with));
    }

    /// As Skaffold applies a profile: its sections replace those of the same name, then patches.
    private static JsonNode with(JsonNode profile) {
        ObjectNode whole = (ObjectNode) file();
        Stream.of("manifests", "build", "deploy")
                .filter(profile::has)
                .forEach(section -> whole.set(section, profile.path(section)));
        Manifests.elements(profile.path("patches")).forEach(patch -> apply(whole, patch));
        return whole;
    }

    private static void apply(JsonNode whole, JsonNode patch) {
        JsonPointer place = JsonPointer.compile(patch.path("path").asText());
        JsonNode parent = whole.at(place.head());
        String name = place.last().getMatchingProperty();
        assertThat(whole.at(place).isMissingNode())
                .as("%s of what is%s there", patch, patch.path("op").asText())
                .isEqualTo(patch.path("op").asText().equals("add"));
        switch (parent) {
            case ObjectNode object -> object.set(name, patch.path("value"));
            case ArrayNode array -> array.set(Integer.parseInt(name), patch.path("value"));
            default -> throw new AssertionError("a patch of nothing: " + patch);
        }
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void itIsAsItsSchemaHasIt(JsonNode configuration) {
        assertThat(StrictKinds.faults(configuration)).isEmpty();
    }

    @Test
    void aTypingErrorIsFound() {
        JsonNode wrong = file();
        ((ObjectNode) wrong.at("/deploy/helm/releases/0")).put("valueFiles", "x");
        assertThat(StrictKinds.faults(wrong)).hasSize(1);
    }

    @Test
    void profilesAreThoseOfTheDocument() {
        assertThat(Manifests.elements(file().path("profiles")).map(it -> it.path("name").asText()))
                .containsExactly("laptop", "production-like", "external");
    }

    @Test
    void theImagesAreThoseOfTheServicesAndOfTheCharts() {
        Map<String, String> projects =
                Manifests.elements(file().at("/build/artifacts"))
                        .collect(
                                Collectors.toMap(
                                        it -> it.path("image").asText(),
                                        it -> it.at("/jib/project").asText()));
        assertThat(projects)
                .isEqualTo(
                        Repository.SERVICES.stream()
                                .collect(
                                        Collectors.toMap(it -> "messenger/" + it, it -> ":" + it)));
        assertThat(Repository.SERVICES)
                .allSatisfy(service -> {
                    assertThat(
                                    Repository.text(
                                            Repository.ROOT.resolve(
                                                    "services/" + service + "/pom.xml")))
                            .contains("<artifactId>" + service + "</artifactId>")
                            .contains("<image.skip>false</image.skip>");
                    assertThat(
                                    Yaml.one(
                                                    Repository.text(
                                                            Repository.CHARTS.resolve(
                                                                    service + "/values.yaml")))
                                            .at("/image/repository")
                                            .asText())
                            .isEqualTo("messenger/" + service);
                });
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void mavenKnowsWhatItIsTold(JsonNode configuration) {
        String pom = Repository.text(Repository.ROOT.resolve("pom.xml"));
        List<String> arguments =
                Manifests.elements(configuration.at("/build/artifacts"))
                        .flatMap(it -> Manifests.elements(it.at("/jib/args")))
                        .map(JsonNode::asText)
                        .distinct()
                        .toList();
        assertThat(arguments)
                .contains("-Pimages")
                .allSatisfy(argument -> {
                    Matcher property = PROPERTY.matcher(argument);
                    if (argument.startsWith("-P")) {
                        assertThat(pom).contains("<id>" + argument.substring(2) + "</id>");
                    } else if (property.matches() && property.group(1).startsWith("image.")) {
                        assertThat(pom).contains("<" + property.group(1) + ">");
                    } else {
                        assertThat(property.group(1))
                                .isIn("maven.test.skip", "spotless.check.skip");
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void itsPathsAreThere(JsonNode configuration) {
        List<String> paths =
                Stream.of(
                                Manifests.elements(configuration.at("/build/artifacts"))
                                        .map(it -> it.path("context")),
                                Manifests.elements(configuration.at("/build/hooks/before"))
                                        .map(it -> it.at("/command/0")),
                                Manifests.elements(configuration.at("/manifests/kustomize/paths")),
                                Stream.of(configuration.at("/deploy/helm/releases/0/chartPath")),
                                Manifests.elements(
                                        configuration.at("/deploy/helm/releases/0/valuesFiles")))
                        .flatMap(it -> it)
                        .map(JsonNode::asText)
                        .toList();
        assertThat(paths)
                .hasSizeGreaterThan(7)
                .allMatch(path -> Files.exists(Repository.ROOT.resolve(path)));
        assertThat(Repository.text(Repository.ROOT.resolve("messenger")))
                .contains(
                        "image_base() {",
                        configuration.at("/build/hooks/before/0/command/1").asText()
                                + ") image_base");
    }

    /// The names under which it gives the images are values of the charts.
    @Test
    void theChartsInstallWhatIsBuilt() {
        JsonNode templates = file().at("/deploy/helm/releases/0/setValueTemplates");
        Map<String, Object> values = new HashMap<>();
        templates
                .propertyStream()
                .forEach(pair -> {
                    Matcher template = TEMPLATE.matcher(pair.getValue().asText());
                    assertThat(template.matches()).as(pair.toString()).isTrue();
                    values.put(pair.getKey(), value(template.group(1), template.group(2)));
                });
        Manifests manifests = new Manifests(Yaml.all(Rendering.laptop().with(values)));
        Set<String> images =
                manifests
                        .of("Deployment")
                        .map(it -> it.at("/spec/template/spec/containers/0/image").asText())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(images)
                .containsExactlyElementsOf(
                        Repository.SERVICES.stream()
                                .map(it -> "registry/messenger_" + it + ":abc")
                                .toList());
    }

    /// In a local build there is no digest.
    private static String value(String part, String image) {
        return switch (part) {
            case "REPO" -> "registry/" + image;
            case "TAG" -> "abc";
            case "DIGEST" -> "";
            default -> throw new AssertionError("no part of an image: " + part);
        };
    }

    @Test
    void thePortLeadsToTheGateway() {
        JsonNode forward = file().at("/portForward/0");
        assertThat(
                        Rendering.laptop()
                                .manifests()
                                .get("Service", forward.path("resourceName").asText())
                                .at("/spec/ports/0/port"))
                .isEqualTo(forward.path("port"));
    }
}
