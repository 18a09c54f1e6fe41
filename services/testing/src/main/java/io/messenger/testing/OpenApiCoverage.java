package io.messenger.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/// Fails a module's test run when its own `docs/openapi.yaml` has an operation that no test of the
/// run saw answered with success, or when [OpenApiLint] finds fault with the document.
///
/// JUnit finds it by ServiceLoader (the root pom turns auto-detection on) and calls it for each
/// test class; the first one hangs a closeable into the engine's store, which JUnit closes after
/// the last class: its error is the engine's, which surefire reports and fails on. A run of chosen
/// tests (`-Dtest=…`, groups) is not the whole, so nothing is demanded of it.
public final class OpenApiCoverage implements BeforeAllCallback {
    private static final Map<String, Set<String>> EXERCISED = new ConcurrentHashMap<>();

    private final Path file;
    private final boolean wholeRun;

    /// For JUnit: the module is the directory in which the tests run.
    public OpenApiCoverage() {
        this(
                Path.of(System.getProperty("basedir", ""))
                        .toAbsolutePath()
                        .resolve("docs/openapi.yaml"),
                Stream.of("test", "groups", "excludedGroups")
                        .noneMatch(System.getProperties()::containsKey));
    }

    OpenApiCoverage(Path file, boolean wholeRun) {
        this.file = file;
        this.wholeRun = wholeRun;
    }

    /// Counts an operation that is exercised by something else than [OpenApiClient], such as a
    /// socket.
    static void count(String service, String operation) {
        EXERCISED.computeIfAbsent(service, name -> ConcurrentHashMap.newKeySet()).add(operation);
    }

    static void count(ApiOperation operation) {
        count(operation.document().name(), operation.toString());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (wholeRun && Files.exists(file)) {
            context.getRoot()
                    .getStore(Namespace.create(OpenApiCoverage.class))
                    .computeIfAbsent(file, key -> new AtTheEnd(key), AtTheEnd.class);
        }
    }

    private record AtTheEnd(Path file) implements AutoCloseable {
        @Override
        public void close() {
            OpenApiDocument document = OpenApiDocument.of(service(), file);
            List<String> faults = new ArrayList<>(OpenApiLint.findings(document));
            Set<String> exercised = EXERCISED.getOrDefault(document.name(), Set.of());
            document.operations().stream()
                    .map(ApiOperation::toString)
                    .filter(operation -> !exercised.contains(operation))
                    .map(operation -> operation + " was never answered with success in a test")
                    .forEach(faults::add);
            if (!faults.isEmpty()) {
                throw new AssertionError("%s:\n  %s".formatted(file, String.join("\n  ", faults)));
            }
        }

        /// `services/<service>/docs/openapi.yaml`
        private String service() {
            return file.getName(file.getNameCount() - 3).toString();
        }
    }
}
