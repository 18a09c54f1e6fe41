package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.testing.Account;
import io.messenger.testing.Accounts;
import io.messenger.testing.TestSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Who types, over two gateways.
class TypingTest {
    private static final Duration WITHIN = Duration.ofSeconds(30);

    private final TwoGateways messenger = TwoGateways.shared();
    private final Account ann = messenger.account("ann");
    private final Account ben = messenger.account("ben");
    private final Account cal = messenger.account("cal");
    private final ChatId chat = messenger.group(ann, ben, cal);

    @Test
    void thoseWhoWatchSeeItAndTheWritersOwnDevicesDoNot() {
        Account phone = new Accounts(messenger.first()).anotherDevice(ann);
        try (TestSocket a = watching(messenger.first(), ann);
                TestSocket p = watching(messenger.second(), phone);
                TestSocket b = watching(messenger.second(), ben);
                TestSocket c = attach(messenger.first(), cal)) {
            types(a, true);
            assertThat(typing(b, ann).get("on").asBoolean()).isTrue();
            types(b, true);
            typing(a, ben);
            typing(p, ben);

            assertThat(typings(a, ann)).isZero();
            assertThat(typings(p, ann)).isZero();
            assertThat(typings(c, ann)).as("who does not watch").isZero();
        }
    }

    @Test
    void beginningIsShownOnceInAWhileAndStoppingOnce() {
        try (TestSocket a = watching(messenger.first(), ann);
                TestSocket b = watching(messenger.second(), ben);
                TestSocket c = watching(messenger.first(), cal)) {
            types(a, true);
            types(a, true);
            types(a, false);
            types(a, false);
            types(a, true);
            assertThat(typing(b, ann).get("on").asBoolean()).isTrue();
            assertThat(typing(b, ann).get("on").asBoolean()).isFalse();
            types(c, true);
            typing(b, cal);
            assertThat(typings(b, ann)).isEqualTo(2);
        }
    }

    @Test
    void whoWasRemovedSeesNothingMore() {
        try (TestSocket a = watching(messenger.first(), ann);
                TestSocket b = watching(messenger.second(), ben);
                TestSocket c = watching(messenger.second(), cal)) {
            messenger.remove(chat, ann, ben);
            b.awaitType("member.left");
            types(a, true);
            typing(c, ann);
            b.send(Map.of("t", "ping"));
            b.awaitType("pong");
            assertThat(typings(b, ann)).isZero();
        }
    }

    private void types(TestSocket socket, boolean on) {
        socket.send(Map.of("t", "typing", "chat_id", chat, "on", on));
    }

    /// Returns when its subscription is in force: presence is looked up after that.
    private TestSocket watching(URI gateway, Account account) {
        TestSocket socket = attach(gateway, account);
        socket.send(Map.of("t", "watch", "chat_ids", List.of(chat)));
        for (Account other : List.of(ann, ben, cal)) {
            if (!other.userId().equals(account.userId())) {
                socket.await(frame -> isPresence(frame, other), WITHIN);
            }
        }
        return socket;
    }

    private static boolean isPresence(JsonNode frame, Account of) {
        return frame.get("t").asText().equals("presence")
                && frame.get("user_id").asText().equals(of.userId().toString());
    }

    private static TestSocket attach(URI gateway, Account account) {
        return TestSocket.attach(gateway, account, Map.of());
    }

    private static JsonNode typing(TestSocket socket, Account who) {
        return socket.await(frame -> is(frame, who), WITHIN);
    }

    private static long typings(TestSocket socket, Account who) {
        return socket.frames().stream().filter(frame -> is(frame, who)).count();
    }

    private static boolean is(JsonNode frame, Account who) {
        return frame.get("t").asText().equals("typing")
                && frame.get("user_id").asText().equals(who.userId().toString());
    }
}
