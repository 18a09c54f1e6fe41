package io.messenger.standalone;

import io.messenger.embedded.Ports;
import io.messenger.platform.Settings;
import io.messenger.testing.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One instance of a service as a process, which always comes back at the same port. For one
/// thread.
final class Part implements AutoCloseable {
    private final String service;
    private final Class<?> main;
    private final int port = Ports.claim("a part", 0);
    private final int management = Ports.claim("the health of a part", 0);
    private @Nullable ServiceProcess process;

    Part(String service, Class<?> main) {
        this.service = service;
        this.main = main;
    }

    String service() {
        return service;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// Starts it, unless it is there, and returns when it is ready.
    ///
    /// @param all settings of all services; it takes those that it has
    void start(Map<String, String> all) {
        if (process == null) {
            Map<String, String> settings = new HashMap<>(all);
            settings.put("server.port", String.valueOf(port));
            settings.put("management.port", String.valueOf(management));
            settings.keySet().retainAll(Settings.keys(service));
            process = ServiceProcess.start(service, main, settings);
            Readying.await(service, management);
        }
    }

    /// `kill -9`.
    void kill() throws IOException {
        ServiceProcess present = present();
        process = null;
        present.close();
    }

    /// SIGTERM, as Kubernetes ends it.
    void end() throws IOException {
        present().terminate();
        kill();
    }

    /// Stands still for so long, as a virtual machine that is moved.
    void pause(Duration pause) {
        present().stop();
        LockSupport.parkNanos(pause.toNanos());
        present().goOn();
    }

    private ServiceProcess present() {
        return Objects.requireNonNull(process);
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            kill();
        }
    }
}
