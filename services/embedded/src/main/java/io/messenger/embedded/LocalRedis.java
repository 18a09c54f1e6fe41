package io.messenger.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A Redis server: with an append-only file when the stack is durable, in memory alone when not.
public final class LocalRedis extends LocalServer {
    private static final String NAME = "Redis";
    private static final String SIGNAL = "TERM";
    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PONG = "+PONG\r\n".getBytes(StandardCharsets.US_ASCII);

    private LocalRedis(DataFolder folder, int port, List<String> command) {
        super(port, SIGNAL, () -> launch(folder, port, command));
    }

    static LocalRedis start(DataFolder folder, StackOptions options, Tools tools, Cache cache) {
        Orphan.stop(folder, NAME, SIGNAL);
        int port = Ports.claim(NAME, options.redisPort());
        List<String> command = new ArrayList<>(tools.leash("KILL"));
        command.add(cache.unpack(Platform.current().redis(), Unpack::program).toString());
        command.addAll(List.of("--port", String.valueOf(port), "--bind", "127.0.0.1"));
        command.addAll(List.of("--dir", folder.sub("redis").toString(), "--save", ""));
        command.addAll(List.of("--appendonly", options.durable() ? "yes" : "no"));
        return new LocalRedis(folder, port, command);
    }

    private static Child launch(DataFolder folder, int port, List<String> command) {
        Child started = Child.start(NAME, folder, command);
        started.await(() -> answers(port));
        return started;
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(Ports.LOCAL, port)) {
            socket.getOutputStream().write(PING);
            InputStream answer = socket.getInputStream();
            return Arrays.equals(answer.readNBytes(PONG.length), PONG);
        } catch (IOException e) {
            return false;
        }
    }
}
