package io.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.testing.Account;
import io.messenger.testing.Await;
import io.messenger.testing.TestSocket;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A socket with 64 commands that nobody answered is not read until one is answered.
class WindowTest {
    private final UUID chat = UUID.randomUUID();

    @Test
    void theSixtyFifthCommandWaitsForAnAnswer() {
        try (LoneGateway gateway = new LoneGateway("rates.user-sends", "1000")) {
            Account account = LoneGateway.account();
            try (TestSocket busy = gateway.attach(account);
                    TestSocket idle = gateway.attach(LoneGateway.account(account.userId()))) {
                for (int i = 0; i < 64; i++) {
                    send(busy, "later");
                }
                send(busy, "the 65th");
                busy.send(Map.of("t", "ping", "id", "behind it"));
                Await.until("64 are in the log", () -> gateway.log.texts().size() == 64);
                send(idle, "somebody else");
                idle.await(
                        frame -> frame.path("body").path("text").asText().equals("somebody else"),
                        Duration.ofSeconds(10));
                assertThat(gateway.log.texts()).hasSize(65).doesNotContain("the 65th");

                gateway.log.release();
                busy.await(
                        frame -> frame.path("body").path("text").asText().equals("the 65th"),
                        Duration.ofSeconds(10));
                assertThat(busy.awaitType("pong").get("id").asText()).isEqualTo("behind it");
            }
        }
    }

    private void send(TestSocket socket, String text) {
        socket.send(
                Map.of(
                        "t",
                        "send",
                        "chat_id",
                        chat,
                        "client_msg_id",
                        UUID.randomUUID(),
                        "body",
                        Map.of("type", "text", "text", text)));
    }
}
