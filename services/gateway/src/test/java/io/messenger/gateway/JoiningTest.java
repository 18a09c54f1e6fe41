package io.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.Json;
import io.messenger.contracts.Route;
import io.messenger.testing.Account;
import io.messenger.testing.TestSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The first events of a large chat for those who become members of it.
class JoiningTest {
    private final LogEvents chat = LogEvents.ofNew("channel");
    private final Account ann = LoneGateway.account();
    private final Account ben = LoneGateway.account();

    @Test
    void whoJoinsIsToldOfTheChatAndOnlyThenToAskWhatPassedBy() {
        try (LoneGateway gateway = new LoneGateway();
                TestSocket a = gateway.attach(ann);
                TestSocket b = gateway.attach(ben)) {
            gateway.log.tell(joining(5, ann), Json.bytes(chat.joined(5, ann, "reader")));
            a.awaitType("resync");
            gateway.log.tell(Route.members(chat.chat(), 7, null), Json.bytes(chat.said(7)));
            a.await(frame -> frame.path("seq").asLong() == 7, Duration.ofSeconds(10));

            gateway.log.tell(joining(6, ben), Json.bytes(chat.joined(6, ben, "reader")));
            assertThat(b.awaitType("resync").get("chat_id").asText())
                    .isEqualTo(chat.chat().toString());
            assertThat(types(a)).containsSubsequence("member.joined", "resync", "message.new");
            assertThat(types(b)).containsSubsequence("member.joined", "resync");
        }
    }

    private static List<String> types(TestSocket socket) {
        return socket.frames().stream().map(frame -> frame.get("t").asText()).toList();
    }

    private Route joining(long seq, Account who) {
        return Route.joining(chat.chat(), seq, null, List.of(who.userId()));
    }
}
