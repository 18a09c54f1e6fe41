package io.messenger.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A Redis server: with an append-only file when the stack is durable, in memory alone when not.
public final class LocalRedis implements LocalPart {
    private static final String NAME = "Redis";
    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PONG = "+PONG\r\n".getBytes(StandardCharsets.US_ASCII);

    private final DataFolder folder;
    private final int port;
    private final List<String> command;
    private volatile Child child;

    private LocalRedis(DataFolder folder, int port, List<String> command) {
        this.folder = folder;
        this.port = port;
        this.command = command;
        this.child = launch();
    }

    static LocalRedis start(DataFolder folder, StackOptions options, Tools tools, Cache cache) {
        Orphan.stop(folder, NAME, "TERM");
        int port = Ports.claim(NAME, options.redisPort());
        List<String> command = new ArrayList<>(tools.leash("KILL"));
        command.add(cache.unpack(Platform.current().redis(), Unpack::program).toString());
        command.addAll(List.of("--port", String.valueOf(port), "--bind", "127.0.0.1"));
        command.addAll(List.of("--dir", folder.sub("redis").toString(), "--save", ""));
        command.addAll(List.of("--appendonly", options.durable() ? "yes" : "no"));
        return new LocalRedis(folder, port, command);
    }

    private Child launch() {
        Child started = Child.start(NAME, folder, command);
        started.await(this::answers);
        return started;
    }

    private boolean answers() {
        try (Socket socket = new Socket(Ports.LOCAL, port)) {
            socket.getOutputStream().write(PING);
            InputStream answer = socket.getInputStream();
            return Arrays.equals(answer.readNBytes(PONG.length), PONG);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public long pid() {
        return child.pid();
    }

    @Override
    public void kill() {
        child.kill();
    }

    @Override
    public void stop() {
        child.stop("TERM");
    }

    @Override
    public void restart() {
        stop();
        child = launch();
    }
}
