package io.messenger.user;

import io.messenger.platform.Launcher;

/// Starts the user service with the settings of the environment.
public final class UserMain {
    private UserMain() {}

    /// Runs until SIGTERM.
    public static void main(String[] args) {
        Launcher.run("user", UserApp::start);
    }
}
