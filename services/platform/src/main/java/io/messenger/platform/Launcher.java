package io.messenger.platform;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// What the `main` of every service does: settings from the environment, start, stop on SIGTERM.
public final class Launcher {
    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);
    private static final int BAD_SETTINGS = 2;

    private Launcher() {}

    /// Starts the service; settings that cannot be used end the process with status 2 and a
    /// sentence.
    public static void run(String service, Function<Settings, AutoCloseable> start) {
        demandLogFormat(service, System.getenv("MESSENGER_LOG"));
        logEverythingThroughSlf4j();
        try {
            Settings settings = Settings.load(service, System.getenv(), Map.of());
            LOG.info("{}", settings.describe());
            AutoCloseable app = start.apply(settings);
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> stop(service, app), service + "-stop"));
        } catch (SettingsException e) {
            LOG.error("{}", e.getMessage());
            System.exit(BAD_SETTINGS);
        }
    }

    /// With another one Logback would say nothing at all.
    private static void demandLogFormat(String service, @Nullable String format) {
        if (format != null && !format.equals("text") && !format.equals("json")) {
            System.err.println(
                    service + ": MESSENGER_LOG must be text or json, not \"" + format + "\".");
            System.exit(BAD_SETTINGS);
        }
    }

    /// Sends the JDK's own logging, which the PostgreSQL driver uses, to the same place as all
    /// other.
    public static void logEverythingThroughSlf4j() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /// Ends with status 0, as whoever asked by SIGTERM expects: left to itself the virtual machine
    /// would end with 143.
    private static void stop(String service, AutoCloseable app) {
        try {
            app.close();
            LOG.info("{} has stopped", service);
            Runtime.getRuntime().halt(0);
        } catch (Exception e) {
            LOG.error("{} did not stop cleanly", service, e);
            Runtime.getRuntime().halt(1);
        }
    }
}
