package io.messenger.auth;

import io.messenger.platform.Launcher;

/// Starts the auth service with the settings of the environment.
public final class AuthMain {
    private AuthMain() {}

    /// Runs until SIGTERM.
    public static void main(String[] args) {
        Launcher.run("auth", AuthApp::start);
    }
}
