package io.messenger.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// The whole messenger as its users start it, in processes of its own.
final class MessengerProcess implements AutoCloseable {
    private final Process process;
    private final URI door;

    private final Database database;

    private MessengerProcess(Process process, URI door, Database database) {
        this.process = process;
        this.door = door;
        this.database = database;
    }

    /// Returns when it says that it is ready.
    ///
    /// @param cheapPasswords whether a password costs a fifth of what it does by default: thousands
    ///   have to be registered
    /// @throws IOException when it ends instead
    static MessengerProcess start(Path data, boolean cheapPasswords) throws IOException {
        int port = freePort();
        ProcessBuilder builder =
                new ProcessBuilder(
                                "./messenger",
                                "--data",
                                data.toString(),
                                "--port",
                                String.valueOf(port))
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        // Those who are registered are there in the next run too.
        builder.environment().put("MESSENGER_AUTH_TOKEN_LIFE", "PT24H");
        if (cheapPasswords) {
            builder.environment().put("MESSENGER_AUTH_PASSWORD_MEMORY_KIB", "7168");
            builder.environment().put("MESSENGER_AUTH_PASSWORD_PASSES", "1");
        }
        Process process = builder.start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line;
        do {
            line = out.readLine();
            if (line == null) {
                throw new IOException("the messenger did not start; its log is in " + data);
            }
        } while (!line.startsWith("Messenger is ready"));
        Thread.startVirtualThread(() -> drain(out));
        return new MessengerProcess(
                process, URI.create("http://127.0.0.1:" + port), database(data));
    }

    /// PostgreSQL writes its port into the fourth line of this file.
    private static Database database(Path data) throws IOException {
        String port = Files.readAllLines(data.resolve("postgres/data/postmaster.pid")).get(3);
        return new Database(
                "jdbc:postgresql://127.0.0.1:" + port + "/messenger",
                "messenger",
                Files.readString(data.resolve("postgres.password")));
    }

    /// The services take ports in a row, so it is one below those that systems give to clients.
    private static int freePort() throws IOException {
        int port = ThreadLocalRandom.current().nextInt(11_000, 30_000);
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.getLocalPort();
        }
    }

    private static void drain(BufferedReader out) {
        try (out) {
            while (out.readLine() != null) {
                // Only so that the pipe is never full.
            }
        } catch (IOException e) {
            // It has ended.
        }
    }

    URI door() {
        return door;
    }

    Database database() {
        return database;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
