package io.messenger.charts;

import com.marcnuri.helm.Helm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// A chart with one file of values, as `helm template messenger` renders it.
record Rendering(String chart, Path values) {
    private static final Map<Rendering, Manifests> DONE = new ConcurrentHashMap<>();

    /// Each chart with each file of its `ci` folder, and the whole with those of `k8s/`.
    static List<Rendering> all() {
        return Stream.concat(
                        Repository.list(Repository.CHARTS).stream()
                                .filter(chart -> Files.isDirectory(chart.resolve("ci")))
                                .flatMap(chart ->
                                        Repository.list(chart.resolve("ci")).stream()
                                                .map(file -> new Rendering(name(chart), file))),
                        Stream.of(laptop(), production(), external()))
                .toList();
    }

    static Rendering of(String chart, String ci) {
        return new Rendering(
                chart, Repository.CHARTS.resolve(chart).resolve("ci").resolve(ci + "-values.yaml"));
    }

    static Rendering laptop() {
        return new Rendering("messenger", Repository.K8S.resolve("laptop/values.yaml"));
    }

    static Rendering production() {
        return new Rendering("messenger", Repository.K8S.resolve("production/values.yaml"));
    }

    static Rendering external() {
        return new Rendering("messenger", Repository.K8S.resolve("external/values.yaml"));
    }

    /// What Helm makes of it, rendered once.
    Manifests manifests() {
        return DONE.computeIfAbsent(
                this,
                rendering -> new Manifests(Yaml.all(rendering.helm(rendering.values(), Map.of()))));
    }

    /// Renders it with more values, as `--set` gives them.
    ///
    /// @throws RuntimeException with Helm's words when it refuses
    String with(Map<String, Object> more) {
        return helm(values, more);
    }

    private String helm(Path file, Map<String, Object> more) {
        var template =
                new Helm(Repository.CHARTS.resolve(chart))
                        .template()
                        .withName("messenger")
                        .withNamespace("messenger")
                        .withKubeVersion("1.34.0")
                        .withValuesFile(file);
        more.forEach(template::set);
        return template.call();
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    @Override
    public String toString() {
        return chart + " with " + Repository.ROOT.relativize(values);
    }
}
