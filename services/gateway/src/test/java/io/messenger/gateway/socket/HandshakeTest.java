package io.messenger.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The opening handshake, line by line.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandshakeTest {
    private static final String ACCEPT = "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
    private static final String CHOSEN = "Sec-WebSocket-Protocol: messenger.v1";

    private final TestServer server = TestServer.start();

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void handshakeIsAnsweredAsTheProtocolSays(HandshakeCase handshake) throws Exception {
        try (RawPeer peer = new RawPeer(server.port())) {
            peer.send(handshake.request());
            check(handshake, peer);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void handshakeMayComeByteByByte(HandshakeCase handshake) throws Exception {
        try (RawPeer peer = new RawPeer(server.port())) {
            peer.sendInPieces(handshake.request(), 1);
            check(handshake, peer);
        }
    }

    @Test
    void ordinaryRequestsAreServedBeside() throws Exception {
        try (RawPeer peer = new RawPeer(server.port())) {
            peer.send("GET /here HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(peer.answer()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void gateCanRefuseWithStatusAndRetryAfter() throws Exception {
        var full = Refusal.unavailable("Full", Duration.ofSeconds(7));
        try (TestServer refusing = TestServer.start(request -> Optional.of(full));
                RawPeer peer = new RawPeer(refusing.port())) {
            peer.send(RawPeer.request());
            assertThat(peer.answer()).startsWith("HTTP/1.1 503").contains("Retry-After: 7");
            assertThat(refusing.connections.counters().refused()).containsEntry(503, 1L);
            assertThat(refusing.connections.count()).isZero();
        }
    }

    @Test
    void gateSeesTheRequest() throws Exception {
        UpgradeGate onlyWithTicket =
                request ->
                        request.remote().getAddress().isLoopbackAddress()
                                        && request.headers().stream()
                                                .anyMatch(
                                                        header -> header.name().equals("X-Ticket"))
                                ? Optional.empty()
                                : Optional.of(new Refusal(403, "No ticket", Duration.ZERO));
        try (TestServer picky = TestServer.start(onlyWithTicket);
                RawPeer without = new RawPeer(picky.port());
                RawPeer with = new RawPeer(picky.port())) {
            without.send(RawPeer.request());
            assertThat(without.answer()).startsWith("HTTP/1.1 403").doesNotContain("Retry-After");
            with.send(RawPeer.request("X-Ticket: 1"));
            assertThat(with.answer()).startsWith("HTTP/1.1 101");
        }
    }

    static Stream<HandshakeCase> cases() {
        return Stream.of(plain(), wrong(), subprotocols(), origins()).flatMap(cases -> cases);
    }

    private static Stream<HandshakeCase> plain() {
        return Stream.of(
                HandshakeCase.of(
                        "the RFC's example",
                        "",
                        "101",
                        ACCEPT,
                        "Upgrade: websocket",
                        "Connection: Upgrade"),
                HandshakeCase.of("Upgrade in capitals", "Upgrade: WEBSOCKET", "101", ACCEPT),
                HandshakeCase.of("Upgrade as Safari wrote it", "Upgrade: WebSocket", "101", ACCEPT),
                HandshakeCase.of("Upgrade in a list", "Upgrade: h2c, websocket", "101", ACCEPT),
                HandshakeCase.of("Connection in a list", "Connection: keep-alive, Upgrade", "101"),
                HandshakeCase.of("Connection in small letters", "Connection: upgrade", "101"),
                HandshakeCase.of(
                        "extensions are not chosen",
                        "Sec-WebSocket-Extensions: permessage-deflate",
                        "101"),
                HandshakeCase.of("a query is ignored", "", "101").at("GET /v1/ws?x=1 HTTP/1.1"),
                HandshakeCase.of("empty body", "Content-Length: 0", "101"));
    }

    private static Stream<HandshakeCase> wrong() {
        return Stream.of(
                HandshakeCase.of("other path", "", "404").at("GET /v1/wss HTTP/1.1"),
                HandshakeCase.of("path of a page", "", "404").at("GET /here HTTP/1.1"),
                HandshakeCase.of("path below", "", "404").at("GET /v1/ws/x HTTP/1.1"),
                HandshakeCase.of("POST", "", "405", "Allow: GET").at("POST /v1/ws HTTP/1.1"),
                HandshakeCase.of(
                        "version 12",
                        "Sec-WebSocket-Version: 12",
                        "426",
                        "Sec-WebSocket-Version: 13"),
                HandshakeCase.of(
                        "version 8",
                        "Sec-WebSocket-Version: 8",
                        "426",
                        "Sec-WebSocket-Version: 13"),
                HandshakeCase.of(
                        "version missing",
                        "-Sec-WebSocket-Version",
                        "426",
                        "Sec-WebSocket-Version: 13"),
                HandshakeCase.of("version is no number", "Sec-WebSocket-Version: x", "426"),
                HandshakeCase.of("key missing", "-Sec-WebSocket-Key", "400"),
                HandshakeCase.of("key empty", "Sec-WebSocket-Key: ", "400"),
                HandshakeCase.of("key too short", "Sec-WebSocket-Key: AAAA", "400"),
                HandshakeCase.of("key too long", "Sec-WebSocket-Key: " + "A".repeat(32), "400"),
                HandshakeCase.of(
                        "key not base64", "Sec-WebSocket-Key: !!!!!!!!!!!!!!!!!!!!!!==", "400"),
                HandshakeCase.of("two keys", "+Sec-WebSocket-Key: " + RawPeer.KEY, "400"),
                HandshakeCase.of("Connection does not upgrade", "Connection: keep-alive", "400"),
                HandshakeCase.of("Connection missing", "-Connection", "400"),
                HandshakeCase.of("other protocol", "Upgrade: tls/1.0", "404"),
                HandshakeCase.of("no Upgrade", "-Upgrade", "404"),
                HandshakeCase.of("no Host", "-Host", "400"));
    }

    private static Stream<HandshakeCase> subprotocols() {
        return Stream.of(
                HandshakeCase.of("ours", "Sec-WebSocket-Protocol: messenger.v1", "101", CHOSEN),
                HandshakeCase.of(
                        "ours among others",
                        "Sec-WebSocket-Protocol: messenger.v2, messenger.v1",
                        "101",
                        CHOSEN),
                HandshakeCase.of(
                        "ours in a second line",
                        "Sec-WebSocket-Protocol: chat\n+Sec-WebSocket-Protocol: messenger.v1",
                        "101",
                        CHOSEN),
                HandshakeCase.of("only unknown", "Sec-WebSocket-Protocol: messenger.v2", "400"),
                HandshakeCase.of(
                        "ours in capitals is another",
                        "Sec-WebSocket-Protocol: MESSENGER.V1",
                        "400"));
    }

    private static Stream<HandshakeCase> origins() {
        return Stream.of(
                HandshakeCase.of("own origin", "Origin: https://chat.example", "101"),
                HandshakeCase.of("own origin, other case", "Origin: HTTPS://Chat.Example", "101"),
                HandshakeCase.of(
                        "own origin, default port", "Origin: https://chat.example:443", "101"),
                HandshakeCase.of(
                        "own origin and port",
                        "Origin: http://chat.example:8080\nHost: chat.example:8080",
                        "101"),
                HandshakeCase.of(
                        "own host, other port",
                        "Origin: http://chat.example:8081\nHost: chat.example:8080",
                        "403"),
                HandshakeCase.of("allowed origin", "Origin: " + TestServer.ALLOWED_ORIGIN, "101"),
                HandshakeCase.of("allowed host, other scheme", "Origin: http://app.example", "403"),
                HandshakeCase.of("foreign origin", "Origin: https://evil.example", "403"),
                HandshakeCase.of("name that ends alike", "Origin: https://evilchat.example", "403"),
                HandshakeCase.of(
                        "name that starts alike", "Origin: https://chat.example.evil", "403"),
                HandshakeCase.of("opaque origin", "Origin: null", "403"),
                HandshakeCase.of(
                        "two origins",
                        "Origin: https://chat.example\n+Origin: https://evil.example",
                        "403"));
    }

    private static void check(HandshakeCase handshake, RawPeer peer) throws Exception {
        String answer = peer.answer().toLowerCase(Locale.ROOT);
        assertThat(answer).startsWith("http/1.1 " + handshake.expected().getFirst() + " ");
        assertThat(answer).contains(handshake.expectedLowerCase());
        if (handshake.accepted()) {
            boolean offered = handshake.changes().toString().contains("Protocol");
            assertThat(answer.contains("sec-websocket-protocol")).isEqualTo(offered);
            assertThat(answer).doesNotContain("sec-websocket-extensions");
            peer.send(ClientFrames.text("hello"));
            assertThat(peer.next()).isEqualTo("text hello");
        }
    }
}
