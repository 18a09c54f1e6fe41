package io.messenger.standalone;

import io.messenger.embedded.Ports;
import io.messenger.testing.Relay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// A service behind an address that stays, as a Deployment and its Service have it: the next
/// instance is ready before the present one is told to end. The relay's threads read where it is.
final class RolledService {
    /// `preStopSeconds` of the charts: until nobody new is sent to an instance that is about to
    /// end.
    private static final Duration PRE_STOP = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final Launch launch;
    private final Relay relay = new Relay(this::target, () -> {});
    private volatile @Nullable Instance current;
    private int count;

    /// How an instance is started: as a process, or in a container.
    @FunctionalInterface
    interface Launch {
        /// The command of one instance.
        ///
        /// @param instance a name of its own
        /// @param environment its settings, as variables
        ProcessBuilder command(String service, String instance, Map<String, String> environment);
    }

    private record Instance(Process process, int port, Path log) {}

    RolledService(String name, Launch launch) {
        this.name = name;
        this.launch = launch;
    }

    String name() {
        return name;
    }

    /// The address that stays.
    URI uri() {
        return URI.create("http://127.0.0.1:" + relay.port());
    }

    private InetSocketAddress target() {
        Instance now = current;
        if (now == null) {
            throw new UncheckedIOException(new IOException(name + " is not there"));
        }
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), now.port());
    }

    /// Starts an instance, and ends the one before it when there is one. Returns when that is done.
    ///
    /// @return seconds from its start to ready
    double next(Map<String, String> settings) throws IOException, InterruptedException {
        Instance before = current;
        long begin = System.nanoTime();
        current = start(settings);
        double ready = (System.nanoTime() - begin) / 1e9;
        if (before != null) {
            Awaitility.await().pollDelay(PRE_STOP).until(() -> true);
            end(before);
        }
        return ready;
    }

    private Instance start(Map<String, String> settings) throws IOException {
        int port = Ports.claim(name, 0);
        int management = Ports.claim("the health of " + name, 0);
        Map<String, String> all = new HashMap<>(settings);
        all.put("server.port", String.valueOf(port));
        all.put("management.port", String.valueOf(management));
        Map<String, String> environment = new HashMap<>();
        all.forEach((key, value) -> environment.put(variable(key), value));
        Path log = Files.createTempFile(name + "-", ".log");
        Process process =
                launch.command(name, "rolled-" + name + "-" + ++count, environment)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            Readying.await(name, management);
        } catch (StartException e) {
            process.destroy();
            throw new IllegalStateException(Files.readString(log), e);
        }
        return new Instance(process, port, log);
    }

    private String variable(String key) {
        return ("MESSENGER_" + name + "_" + key.replace('.', '_').replace('-', '_'))
                .toUpperCase(Locale.ROOT);
    }

    /// By SIGTERM, as Kubernetes does it.
    private void end(Instance instance) throws IOException, InterruptedException {
        instance.process().destroy();
        if (!instance.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                || instance.process().exitValue() != 0) {
            instance.process().destroyForcibly();
            throw new IllegalStateException(
                    name + " did not end well:\n" + Files.readString(instance.log()));
        }
    }

    /// Ends the instance and the address.
    void stop() throws IOException, InterruptedException {
        Instance now = current;
        if (now != null) {
            end(now);
        }
        relay.close();
    }
}
