package io.messenger.gateway;

import io.messenger.platform.Launcher;

/// Starts the gateway by the settings of its environment.
public final class GatewayMain {
    private GatewayMain() {}

    static void main() {
        Launcher.run("gateway", GatewayApp::start);
    }
}
