package io.messenger.standalone;

import java.util.Locale;

/// What the command says once everything runs.
final class Welcome {
    private Welcome() {}

    /// @param port the gateway's, as it was bound
    /// @param seconds how long the start took
    static String text(int port, StandaloneOptions options, double seconds) {
        return String.format(
                Locale.ROOT,
                """

                Messenger is ready (%.1f s).
                  Open   http://localhost:%d in two browsers, register two users, and write.
                  APIs   http://localhost:%d/docs
                  Data   %s%s
                  Logs   %s
                  Stop   Ctrl-C
                """,
                seconds,
                port,
                port,
                options.folder(),
                options.throwAway() ? " (deleted at the end)" : "",
                System.getProperty("messenger.log"));
    }
}
