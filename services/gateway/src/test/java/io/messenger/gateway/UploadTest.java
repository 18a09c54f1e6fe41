package io.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.platform.Requests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Bodies that are longer than any service takes are refused at the door.
class UploadTest {
    private static final String CHUNKED =
            "PUT /v1/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final Upstream service = new Upstream();
    private final Door door = service.door();

    @BeforeEach
    void theServiceReadsWhateverComes() {
        service.handler =
                exchange -> {
                    exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
                    Upstream.mirror(exchange);
                };
    }

    @AfterEach
    void stop() {
        door.close();
        service.close();
    }

    @Test
    void anUploadWithoutAnEndIsTooLargeAsSoonAsItIs() throws Exception {
        try (Socket socket = socket()) {
            write(socket, CHUNKED);
            Thread sender = Thread.ofVirtual().start(() -> sendForEver(socket));
            assertThat(statusLine(socket)).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
            sender.join();
        }
    }

    @Test
    void aBodyThatSaysItIsTooLongIsRefusedBeforeItComes() throws Exception {
        try (Socket socket = socket()) {
            write(
                    socket,
                    "PUT /v1/x HTTP/1.1\r\nHost: a\r\nContent-Length: "
                            + (Requests.MAX_UPLOAD + 1)
                            + "\r\n\r\n");
            assertThat(statusLine(socket)).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
        }
        assertThat(service.connections).isEmpty();
    }

    /// Helidon keeps a chunk in memory until it is whole.
    @Test
    void aChunkThatIsTooLongIsRefusedBeforeItComes() throws Exception {
        try (Socket socket = socket()) {
            write(socket, CHUNKED + "7fffffff\r\nabc");
            assertThat(statusLine(socket)).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
        }
    }

    @Test
    void aBodyInBrokenChunksIsABadRequest() throws Exception {
        try (Socket socket = socket()) {
            write(socket, CHUNKED + "so many\r\nabc");
            assertThat(statusLine(socket)).isEqualTo("HTTP/1.1 400 Bad Request");
        }
    }

    @Test
    void aClientThatSendsAllBeforeItReadsSeesWhyToo() throws Exception {
        byte[] picture = new byte[Requests.MAX_UPLOAD + 1_000_000];
        for (BodyPublisher body :
                new BodyPublisher[] {
                    BodyPublishers.ofByteArray(picture),
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(picture))
                }) {
            HttpRequest put = HttpRequest.newBuilder(door.uri("/v1/x")).PUT(body).build();
            HttpResponse<String> answer = service.http.send(put, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body())
                    .contains("\"code\":\"too_large\"", "at most " + Requests.MAX_UPLOAD);
        }
    }

    private Socket socket() throws IOException {
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), door.uri("/").getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void sendForEver(Socket socket) {
        byte[] chunk =
                ("4000\r\n" + "x".repeat(0x4000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try {
            while (true) {
                socket.getOutputStream().write(chunk);
            }
        } catch (IOException e) {
            // The door has closed.
        }
    }

    private static String statusLine(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c >= 0 && c != '\r';
                c = socket.getInputStream().read()) {
            line.append((char) c);
        }
        return line.toString();
    }
}
