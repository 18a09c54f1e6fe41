package io.messenger.message;

import io.messenger.platform.Launcher;

/// Starts the message service by the settings of its environment.
public final class MessageMain {
    private MessageMain() {}

    static void main() {
        Launcher.run("message", MessageApp::start);
    }
}
