package io.messenger.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Makes what an image of a service has beside its jars: the options of the virtual machine, and an
/// AOT cache of the classes that a run on the real PostgreSQL, Kafka and Redis has loaded and
/// compiled. A program of the build, not of the tests.
public final class ImagePreparation {
    private static final FileTime AS_JIB = FileTime.from(Instant.ofEpochSecond(1));
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final String service;
    private final String main;
    private final Path app;

    private ImagePreparation(String service, String main, Path app) {
        this.service = service;
        this.main = main;
        this.app = app;
    }

    /// Called by Maven: service, main class, folder that becomes `/app` with `libs` and `classpath`
    /// in it, class path as it is in the image, and the `java` of the image or `-` for no cache.
    public static void main(String[] args) throws Exception {
        new ImagePreparation(args[0], args[1], Path.of(args[2])).prepare(args[3], args[4]);
        System.exit(0);
    }

    private void prepare(String libraries, String java) throws Exception {
        try (Stream<Path> files = Files.walk(app)) {
            for (Path file : files.toList()) {
                // The virtual machine refuses a cache of files of another age.
                Files.setLastModifiedTime(file, AS_JIB);
            }
        }
        String jar;
        try (Stream<Path> jars = Files.list(app.resolve("classpath"))) {
            jar = "/app/classpath/" + jars.findFirst().orElseThrow().getFileName();
        }
        List<String> options =
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:MaxRAMPercentage=65",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        jar + ":" + Files.readString(Path.of(libraries)).strip());
        Path out = Files.createDirectories(app.resolveSibling("extra"));
        Files.write(out.resolve("java.options"), options);
        if (!java.equals("-")) {
            Path cache = out.resolve("app.aot");
            train(java, options, cache);
            List<String> with = new ArrayList<>(options);
            with.addFirst("-XX:AOTCache=/app/app.aot");
            Files.write(out.resolve("java.options"), with);
        }
    }

    private void train(String java, List<String> options, Path cache) throws Exception {
        Map<String, String> settings = TestStack.overrides(service, own());
        List<String> command = new ArrayList<>(List.of(java, "-XX:AOTCacheOutput=" + cache));
        options.forEach(option -> command.add(option.replace("/app/", app + "/")));
        command.add(main);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        settings.forEach((key, value) -> builder.environment().put(variable(key), value));
        Process process = builder.start();
        try {
            use(settings);
        } finally {
            process.destroy();
        }
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(service + " did not end well");
        }
        if (!Files.exists(cache)) {
            throw new IllegalStateException("no AOT cache was made of " + service);
        }
    }

    private Map<String, String> own() {
        Map<String, String> own = new java.util.HashMap<>();
        own.put("server.port", Integer.toString(freePort()));
        own.put("management.port", Integer.toString(freePort()));
        if (SettingKeys.of(service).contains("token.key-file")) {
            own.put("token.key-file", app.resolveSibling("training-key.pem").toString());
            own.put("token.create-key", "true");
        }
        return own;
    }

    /// What every pod is asked for all day.
    private static void use(Map<String, String> settings) {
        String management = "http://127.0.0.1:" + settings.get("management.port");
        String api = "http://127.0.0.1:" + settings.get("server.port");
        try (HttpClient client = HttpClient.newHttpClient()) {
            Await.until(
                    "the service is ready",
                    PATIENCE,
                    () -> status(client, management + "/observe/health/ready") == 200);
            for (int i = 0; i < 20; i++) {
                status(client, management + "/observe/health/live");
                status(client, management + "/observe/metrics");
                status(client, api + "/openapi");
                status(client, api + "/v1/chats");
                status(client, api + "/v1/users/me");
                status(client, api + "/v1/auth/sessions");
                status(client, api + "/.well-known/jwks.json");
            }
        }
    }

    private static int status(HttpClient client, String uri) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(uri)).timeout(Duration.ofSeconds(5)).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String variable(String key) {
        return ("MESSENGER_" + service + "_" + key.replace('.', '_').replace('-', '_'))
                .toUpperCase(Locale.ROOT);
    }
}
