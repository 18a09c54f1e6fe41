package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.CommandReader;
import io.messenger.contracts.Op;
import io.messenger.contracts.Topics;
import io.messenger.testing.Account;
import io.messenger.testing.TestKafka;
import io.messenger.testing.TestSocket;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What devices have received, on its way to the writer.
class ReceivedTest {
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final Account anna = WholeMessenger.accounts().create("anna");
    private final Account boris = WholeMessenger.accounts().create("boris");
    private final ChatId chat = WholeMessenger.directChat(anna, boris);

    @Test
    void manyPointersBecomeOneASecondAndTheLastOneIsTold() {
        try (TestKafka log =
                        TestKafka.fromNow(
                                WholeMessenger.shared().stack().kafkaBootstrap(), Topics.SEND);
                TestSocket a = attach(anna);
                TestSocket b = attach(boris)) {
            long began = System.nanoTime();
            for (int i = 0; i < 30; i++) {
                say(a);
                received(b, b.awaitType("message.new").get("seq").asLong());
            }
            awaitReceipt(a, 31);
            long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
            assertThat(log.all().stream().filter(record -> isReceived(record.value())).count())
                    .isBetween(1L, seconds + 2);
        }
    }

    @Test
    void aSocketThatEndsLosesNone() {
        try (TestSocket a = attach(anna)) {
            try (TestSocket b = attach(boris)) {
                for (long seq = 2; seq <= 4; seq++) {
                    say(a);
                    b.awaitType("message.new");
                    received(b, seq);
                }
                b.send(Map.of("t", "ping"));
                b.awaitType("pong");
            }
            awaitReceipt(a, 4);
        }
    }

    private boolean isReceived(byte[] command) {
        var read = CommandReader.read(command);
        return read.op() instanceof Op.Received && read.chatId().equals(chat);
    }

    private static TestSocket attach(Account account) {
        return TestSocket.attach(WholeMessenger.gateway(), account, Map.of());
    }

    private void say(TestSocket socket) {
        socket.send(
                Map.of(
                        "t",
                        "send",
                        "chat_id",
                        chat,
                        "client_msg_id",
                        UUID.randomUUID(),
                        "body",
                        Map.of("type", "text", "text", "hello")));
    }

    private void received(TestSocket socket, long seq) {
        socket.send(Map.of("t", "received", "cursors", Map.of(chat.toString(), seq)));
    }

    private static void awaitReceipt(TestSocket socket, long seq) {
        JsonNode receipt =
                socket.await(
                        frame ->
                                frame.get("t").asText().equals("receipt")
                                        && frame.get("received_seq").asLong() == seq,
                        WITHIN);
        assertThat(receipt.get("read_seq").asLong()).isLessThan(seq);
    }
}
