package io.messenger.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// Ports on 127.0.0.1.
public final class Ports {
    static final InetAddress LOCAL = InetAddress.ofLiteral("127.0.0.1");

    /// Below the range from which systems take the ports of outgoing connections, so that none of
    /// those sits on it.
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;
    private static final int TRIES = 1_000;

    /// What was given out here before: it may be free only because its owner has not started yet.
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /// `wanted` when it is free, or any free port for 0.
    ///
    /// @throws StackException when it is taken; the sentence names `part`
    public static int claim(String part, int wanted) {
        if (wanted == 0) {
            return free();
        }
        if (!isFree(wanted)) {
            throw new StackException(
                    "Port %d, meant for %s, is taken by another program: stop that program, or give %s another port."
                            .formatted(wanted, part, part));
        }
        return wanted;
    }

    /// A port on which nobody listens now; never the same twice in this process.
    public static int free() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new StackException("No free port between %d and %d.".formatted(LOWEST, HIGHEST));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(LOCAL, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
