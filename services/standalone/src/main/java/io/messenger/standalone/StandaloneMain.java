package io.messenger.standalone;

import io.messenger.embedded.StackException;
import io.messenger.platform.Launcher;
import io.messenger.platform.SettingsException;
import java.io.PrintStream;
import java.util.List;

/// The command: starts everything, says where it is, and runs until Ctrl-C or SIGTERM.
public final class StandaloneMain {
    private static final PrintStream OUT = System.out;
    private static final int FAILED = 1;

    private StandaloneMain() {}

    /// Ends with status 1 and a sentence when it cannot start.
    public static void main(String[] arguments) {
        long from = System.nanoTime();
        try {
            StandaloneOptions options = CommandLine.parse(List.of(arguments));
            // Read by the logging's configuration when the first logger is made, which is below
            // here.
            System.setProperty(
                    "messenger.log", options.folder().resolve("logs/messenger.log").toString());
            System.setProperty("logback.configurationFile", "standalone-logback.xml");
            OUT.println("Starting Messenger. All data is in " + options.folder());
            Standalone standalone = Standalone.start(options, Services.all(), StandaloneMain::step);
            Launcher.logEverythingThroughSlf4j();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(standalone), "stop"));
            double seconds = (System.nanoTime() - from) / 1e9;
            OUT.println(Welcome.text(standalone.door().getPort(), options, seconds));
        } catch (StartException | StackException | SettingsException e) {
            System.err.println("Messenger cannot start: " + e.getMessage());
            System.exit(FAILED);
        }
    }

    private static void step(String line) {
        OUT.println("  " + line);
    }

    private static void stop(Standalone standalone) {
        OUT.println("Stopping …");
        standalone.close();
        OUT.println("Stopped.");
    }
}
