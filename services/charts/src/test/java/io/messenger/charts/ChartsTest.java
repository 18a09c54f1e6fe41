package io.messenger.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What Helm says of the charts, and what Kubernetes would say of the objects.
class ChartsTest {
    static List<Rendering> renderings() {
        return Rendering.all();
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void everyObjectIsExactlyOfItsKind(Rendering rendering) {
        Manifests manifests = rendering.manifests();
        assertThat(manifests.objects()).hasSizeGreaterThan(5);
        assertThat(manifests.objects().stream().flatMap(o -> StrictKinds.faults(o).stream()))
                .isEmpty();
        assertThat(manifests.objects().stream().map(ChartsTest::identity)).doesNotHaveDuplicates();
    }

    static Stream<String> charts() {
        return Stream.concat(Repository.SERVICES.stream(), Stream.of("messenger"));
    }

    @ParameterizedTest
    @MethodSource("charts")
    void lintHasNothingToSay(String chart) {
        LintResult lint = new Helm(Repository.CHARTS.resolve(chart)).lint().strict().call();
        assertThat(lint.isFailed()).as(lint.getMessages().toString()).isFalse();
    }

    @Test
    void theWholeHasWhatItsPartsHave() {
        List<String> whole =
                Rendering.of("messenger", "default").manifests().objects().stream()
                        .map(ChartsTest::identity)
                        .toList();
        List<String> parts =
                Repository.SERVICES.stream()
                        .flatMap(chart ->
                                Rendering.of(chart, "default").manifests().objects().stream())
                        .map(ChartsTest::identity)
                        .toList();
        assertThat(whole).containsExactlyInAnyOrderElementsOf(parts);
    }

    /// A check that cannot fail would check nothing.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/spec/template/spec/containers/0",
                "/spec/template/spec/containers/0/readinessProbe/httpGet",
                "/spec/template/spec/securityContext",
                "/spec/strategy"
            })
    void anUnknownFieldIsFound(String place) {
        JsonNode deployment =
                Rendering.of("gateway", "default")
                        .manifests()
                        .get("Deployment", "messenger-gateway")
                        .deepCopy();
        assertThat(StrictKinds.faults(deployment)).isEmpty();
        assertThat(deployment.at(place)).isInstanceOf(ObjectNode.class);
        ((ObjectNode) deployment.at(place)).put("replcas", 3);
        assertThat(StrictKinds.faults(deployment))
                .hasSize(1)
                .first()
                .asString()
                .contains("replcas");
    }

    private static String identity(JsonNode object) {
        return object.path("kind").asText() + "/" + Manifests.name(object);
    }
}
