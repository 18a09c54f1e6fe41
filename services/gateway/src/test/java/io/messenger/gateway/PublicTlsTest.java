package io.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.messenger.platform.Settings;
import io.messenger.platform.SettingsException;
import io.messenger.testing.Await;
import io.messenger.testing.TestCertificate;
import io.messenger.testing.TestIssuer;
import io.messenger.testing.TestStack;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A gateway that speaks TLS itself.
class PublicTlsTest {
    @TempDir private static Path folder;

    @Test
    void pagesAndSocketsComeByTls() throws Exception {
        TestCertificate certificate = TestCertificate.in(folder);
        try (TestIssuer issuer = new TestIssuer();
                GatewayApp gateway =
                        GatewayApp.start(
                                TestStack.settings(
                                        "gateway",
                                        Map.of(
                                                "auth.jwks-uri", issuer.jwksUri().toString(),
                                                "tls.certificate",
                                                        certificate.certificate().toString(),
                                                "tls.key", certificate.key().toString())));
                HttpClient http =
                        HttpClient.newBuilder().sslContext(certificate.context()).build()) {
            Await.until("the gateway is ready", gateway::ready);
            URI page = URI.create("https://localhost:" + gateway.port() + "/");
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);

            BlockingQueue<String> events = new LinkedBlockingQueue<>();
            WebSocket socket =
                    http.newWebSocketBuilder()
                            .subprotocols("messenger.v1")
                            .buildAsync(
                                    URI.create("wss://localhost:" + gateway.port() + "/v1/ws"),
                                    new Listening(events))
                            .get(10, TimeUnit.SECONDS);
            assertThat(events.poll(10, TimeUnit.SECONDS)).contains("\"t\":\"hello\"");
            WebSocket _ = socket.sendText("{\"t\":\"ping\"}", true).get(10, TimeUnit.SECONDS);
            assertThat(events.poll(10, TimeUnit.SECONDS)).isEqualTo("closed 4501");
        }
    }

    @Test
    void halfOfAKeyPairStopsTheStartWithASentence() throws Exception {
        Path other = Files.writeString(folder.resolve("other.pem"), "not PEM at all");
        refuses("must be set", "tls.certificate", other.toString());
        refuses(
                "names no file to read",
                "tls.certificate",
                other.toString(),
                "tls.key",
                folder.resolve("nothing").toString());
        refuses(
                "no PEM certificate and its private key",
                "tls.certificate",
                other.toString(),
                "tls.key",
                other.toString());
    }

    private static void refuses(String sentence, String... settings) {
        Map<String, String> overrides =
                settings.length == 2
                        ? Map.of(settings[0], settings[1])
                        : Map.of(settings[0], settings[1], settings[2], settings[3]);
        assertThatThrownBy(() -> PublicTls.of(Settings.load("gateway", Map.of(), overrides)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(sentence);
    }

    private record Listening(BlockingQueue<String> events) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            events.add(text.toString());
            return WebSocket.Listener.super.onText(socket, text, last);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            events.add("closed " + code);
            return WebSocket.Listener.super.onClose(socket, code, reason);
        }
    }
}
