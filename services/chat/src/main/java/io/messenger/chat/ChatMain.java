package io.messenger.chat;

import io.messenger.platform.Launcher;

/// The chat service as a process of its own.
public final class ChatMain {
    private ChatMain() {}

    public static void main(String[] args) {
        Launcher.run("chat", ChatApp::start);
    }
}
