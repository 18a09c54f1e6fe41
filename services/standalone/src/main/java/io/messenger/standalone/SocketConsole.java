package io.messenger.standalone;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A WebSocket client for the terminal, to try the protocol by hand: each line of input is sent as
/// a frame, each frame that comes is printed behind `< `. All in UTF-8, whatever the terminal says.
public final class SocketConsole implements WebSocket.Listener {
    private static final String DEFAULT = "ws://localhost:8080/v1/ws";
    private static final int FAILED = 1;

    /// How long answers are awaited after the last line of input, in seconds.
    private static final int LINGER = 3;

    private final PrintStream out;
    private final StringBuilder frame = new StringBuilder();
    private final CountDownLatch closed = new CountDownLatch(1);

    private SocketConsole(PrintStream out) {
        this.out = out;
    }

    /// Talks to the address of the first argument, `ws://localhost:8080/v1/ws` without one, until
    /// the input ends or the server closes.
    static void main(String[] arguments) throws IOException, InterruptedException {
        URI address = URI.create(arguments.length > 0 ? arguments[0] : DEFAULT);
        SocketConsole console =
                new SocketConsole(
                        new PrintStream(
                                new FileOutputStream(FileDescriptor.out),
                                true,
                                StandardCharsets.UTF_8));
        try (HttpClient http = HttpClient.newHttpClient()) {
            WebSocket socket =
                    http.newWebSocketBuilder()
                            .subprotocols("messenger.v1")
                            .buildAsync(address, console)
                            .join();
            console.sendInput(socket);
            http.shutdownNow();
        } catch (CompletionException e) {
            System.err.println("cannot open " + address + ": " + e.getCause());
            System.exit(FAILED);
        }
    }

    private void sendInput(WebSocket socket) throws IOException, InterruptedException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.isBlank()) {
                socket.sendText(line.strip(), true).join();
            }
        }
        if (!closed.await(LINGER, TimeUnit.SECONDS)) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            if (!closed.await(LINGER, TimeUnit.SECONDS)) {
                socket.abort();
            }
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        frame.append(part);
        if (last) {
            out.println("< " + frame);
            frame.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        out.println("closed " + code + (reason.isEmpty() ? "" : " " + reason));
        closed.countDown();
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        out.println("lost: " + error);
        closed.countDown();
    }
}
