package io.messenger.standalone;

import io.messenger.embedded.Ports;
import io.messenger.gateway.GatewayMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One more gateway of the shared messenger, as a process of its own that can be killed and paused.
final class GatewayProcess implements AutoCloseable {
    private final Process process;
    private final URI uri;
    private final Path log;

    private GatewayProcess(Process process, URI uri, Path log) {
        this.process = process;
        this.uri = uri;
        this.log = log;
    }

    /// Starts it, and returns when it is ready.
    ///
    /// @param log where its output goes
    static GatewayProcess start(Path log, Map<String, String> more) {
        Map<String, String> settings = AnotherGateway.settings();
        settings.putAll(more);
        return launch(log, settings, List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    }

    /// Starts one with all its settings, and returns when it is ready.
    ///
    /// @param log where its output goes
    /// @param options of its virtual machine
    static GatewayProcess launch(Path log, Map<String, String> settings, List<String> options) {
        int port = Ports.claim("another gateway", 0);
        int management = Ports.claim("the health of another gateway", 0);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(GatewayMain.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> all = new HashMap<>(settings);
        all.put("server.port", String.valueOf(port));
        all.put("management.port", String.valueOf(management));
        all.forEach((key, value) -> builder.environment().put(variable(key), value));
        try {
            Process process =
                    builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
            GatewayProcess gateway =
                    new GatewayProcess(process, URI.create("http://127.0.0.1:" + port), log);
            Readying.await("gateway", management);
            return gateway;
        } catch (IOException e) {
            throw new UncheckedIOException("no gateway process", e);
        }
    }

    private static String variable(String key) {
        return "MESSENGER_GATEWAY_"
                + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    URI uri() {
        return uri;
    }

    long pid() {
        return process.pid();
    }

    /// `kill -9`.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /// Asks it to end, as Kubernetes does.
    ///
    /// @return its exit status
    int terminate() {
        process.destroy();
        return process.onExit().join().exitValue();
    }

    /// Lets it stand still, as a virtual machine that is moved.
    void pause() {
        signal("-STOP");
    }

    void goOn() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            int status =
                    new ProcessBuilder("kill", name, String.valueOf(process.pid()))
                            .start()
                            .onExit()
                            .join()
                            .exitValue();
            if (status != 0) {
                throw new AssertionError("kill " + name + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("kill " + name, e);
        }
    }

    @Override
    public void close() {
        kill();
        PrintedOutput.ofProcess(log);
    }
}
