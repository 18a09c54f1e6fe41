package io.messenger.standalone;

import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The Chromium of this machine, none is downloaded: one for all tests of this virtual machine.
/// Each of its visitors has a context of its own, which shares nothing with the others and ends
/// with the test.
final class Chromium implements BeforeAllCallback, AfterEachCallback {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");

    /// Enough for root and for a machine without a graphics card; quiet on the network.
    private static final List<String> FLAGS =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    /// What is awaited comes at once where the machine has time for it; on one with two cores that
    /// runs all else beside it, it has taken more than the usual five seconds.
    private static final double PATIENCE_MS = 20_000;

    private final List<Visitor> visitors = new ArrayList<>();
    private @Nullable Browser browser;

    private record Running(Playwright playwright, Browser browser) implements AutoCloseable {
        @Override
        public void close() {
            browser.close();
            playwright.close();
        }
    }

    /// Without a browser on PATH the tests are skipped on a developer's machine, and fail where
    /// `CI` is set: there nobody would notice that they never run.
    @Override
    public void beforeAll(ExtensionContext context) {
        browser =
                context.getRoot()
                        .getStore(ExtensionContext.Namespace.create(Chromium.class))
                        .computeIfAbsent(Running.class, _ -> start(), Running.class)
                        .browser();
    }

    private static Running start() {
        Optional<Path> executable = find();
        if (executable.isEmpty()) {
            String reason = "no Chromium on PATH (looked for " + String.join(", ", NAMES) + ")";
            if (System.getenv("CI") != null) {
                throw new AssertionError(reason);
            }
            abort(reason + "; the page is not tested");
        }
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        Playwright playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Running(
                playwright,
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(executable.orElseThrow())
                                        .setHeadless(true)
                                        .setArgs(FLAGS)));
    }

    private static Optional<Path> find() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    Browser browser() {
        return Objects.requireNonNull(browser, "before the tests of a class");
    }

    /// Somebody at the shared messenger.
    Visitor visitor() {
        return visitor(WholeMessenger.gateway());
    }

    Visitor visitor(URI gateway) {
        return visitor(gateway, new Browser.NewContextOptions());
    }

    Visitor visitor(Browser.NewContextOptions options) {
        return visitor(WholeMessenger.gateway(), options);
    }

    private Visitor visitor(URI gateway, Browser.NewContextOptions options) {
        Visitor visitor = new Visitor(browser(), gateway, options);
        visitors.add(visitor);
        return visitor;
    }

    /// A test that failed says what each of its visitors saw in the end.
    @Override
    public void afterEach(ExtensionContext context) {
        context.getExecutionException()
                .ifPresent(failure ->
                        visitors.forEach(visitor ->
                                failure.addSuppressed(new AssertionError(visitor.sight()))));
        visitors.forEach(Visitor::close);
        visitors.clear();
    }
}
