package io.messenger.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A service in a virtual machine of its own, on the class path of the test, which can be stopped,
/// continued and killed as an operating system does it. It ends with the test.
public final class ServiceProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path log;
    private final Process process;

    private ServiceProcess(Path log, Process process) {
        this.log = log;
        this.process = process;
    }

    /// Starts it.
    ///
    /// @param main its class with `main`
    /// @param settings overrides of its `<service>.yaml`, by key
    public static ServiceProcess start(
            String service, Class<?> main, Map<String, String> settings) {
        try {
            Path log = Files.createTempFile(service, ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            main.getName());
            settings.forEach(
                    (key, value) -> builder.environment().put(variable(service, key), value));
            Process process =
                    builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new ServiceProcess(log, process);
        } catch (IOException e) {
            throw new UncheckedIOException("the process cannot be started", e);
        }
    }

    private static String variable(String service, String key) {
        return ("MESSENGER_" + service + "_" + key.replace('.', '_').replace('-', '_'))
                .toUpperCase(Locale.ROOT);
    }

    /// Fails when it has ended by itself.
    ///
    /// @throws AssertionError with what it said
    public void demandAlive() {
        if (!process.isAlive()) {
            throw new AssertionError("it ended: " + said());
        }
    }

    /// SIGSTOP: it does nothing any more and does not know it.
    public void stop() {
        signal("STOP");
    }

    /// SIGCONT: it goes on where it was.
    public void goOn() {
        signal("CONT");
    }

    /// SIGTERM, and waits for its end.
    public void terminate() {
        process.destroy();
        awaitEnd();
    }

    /// SIGKILL.
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("it does not end: " + said());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void signal(String name) {
        try {
            int status =
                    new ProcessBuilder("/bin/sh", "-c", "kill -s " + name + " " + process.pid())
                            .start()
                            .waitFor();
            if (status != 0) {
                throw new AssertionError("no signal " + name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// What it wrote to its log.
    public String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        kill();
        Files.delete(log);
    }
}
