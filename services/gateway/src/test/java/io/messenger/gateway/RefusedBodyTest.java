package io.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/// A service may answer, and hang up, before it was sent the whole body. What the client still
/// sends then is nobody's, and must not be taken for its next request, nor that for the rest of the
/// body.
class RefusedBodyTest {
    private static final int HALF = 100_000;

    private EarlyAnswers service;
    private Door door;
    private Socket socket;

    @BeforeEach
    void start() throws IOException {
        service = new EarlyAnswers();
        door = new Door(service.uri(), Duration.ofSeconds(1), Upstream.LOOPBACK);
        socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), door.uri("/").getPort());
        socket.setSoTimeout(8_000);
        socket.setTcpNoDelay(true);
    }

    @AfterEach
    void stop() throws IOException {
        socket.close();
        door.close();
        service.close();
    }

    @RepeatedTest(10)
    void theNextRequestIsReadFromWhereTheBodyEnds() throws Exception {
        if (isRefused()) {
            for (int i = 0; i < HALF / 100; i++) {
                socket.getOutputStream().write(new byte[100]);
            }
            write("GET /v1/x HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(answer()).startsWith("HTTP/1.1 200 ").endsWith("yes\n");
        }
    }

    @RepeatedTest(3)
    void whoNeverSendsTheRestLosesTheConnection() throws Exception {
        isRefused();
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }

    /// Sends half a request.
    ///
    /// @return false when the gateway has not heard the refusal, since the end of the connection
    ///   came in its way: then it says so, and ends this connection too
    private boolean isRefused() throws IOException {
        write("POST /v1/x HTTP/1.1\r\nHost: a\r\nContent-Length: " + 2 * HALF + "\r\n\r\n");
        socket.getOutputStream().write(new byte[HALF]);
        String answer = answer();
        assertThat(answer).containsPattern("^HTTP/1.1 (413|502|504) ");
        return answer.startsWith("HTTP/1.1 413 ");
    }

    private void write(String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// One answer, whose body is one line or a problem.
    private String answer() throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().matches("(?s).*\r\n\r\n([a-z]+\n|[{].*[}])")) {
            int next = in.read();
            assertThat(next).as("after %s", answer).isNotNegative();
            answer.append((char) next);
        }
        return answer.toString();
    }
}
