package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.testing.Account;
import io.messenger.testing.TestSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A group's history, opened and closed by its owner, as those see it who came late, left or never
/// were there.
class OpenHistoryTest {
    private final Account anna = WholeMessenger.accounts().create("anna");
    private final Account boris = WholeMessenger.accounts().create("boris");
    private final Account late = WholeMessenger.accounts().create("late");
    private final Account gone = WholeMessenger.accounts().create("gone");
    private final Account stranger = WholeMessenger.accounts().create("stranger");
    private final ChatId chat = WholeMessenger.group(anna, boris);

    @Test
    void isSeenByMembersOnlyAndOnlyWhileItIsOpen() {
        member("PUT", gone, 201);
        member("DELETE", gone, 204);
        member("PUT", late, 201);
        assertThat(seen(late)).isEqualTo(1);

        try (TestSocket socket =
                TestSocket.attach(WholeMessenger.gateway(), late, Map.of(chat.toString(), 4L))) {
            set("all", 200);
            JsonNode told = socket.awaitType("chat.updated");
            assertThat(told.get("history").asText()).isEqualTo("all");
        }
        assertThat(seen(late)).isEqualTo(5);
        assertThat(seen(gone)).isEqualTo(2);
        assertThat(history(stranger).status()).isEqualTo(404);
        try (TestSocket socket =
                TestSocket.attach(WholeMessenger.gateway(), late, Map.of(chat.toString(), 0L))) {
            assertThat(socket.awaitType("batch").get("changes")).hasSize(5);
        }

        set("joined", 200);
        assertThat(seen(late)).isEqualTo(3);
        assertThat(seen(boris)).isEqualTo(6);
    }

    private void set(String history, int status) {
        assertThat(
                        WholeMessenger.call(
                                        "PATCH",
                                        "/v1/chats/" + chat,
                                        anna,
                                        Map.of("history", history))
                                .status())
                .isEqualTo(status);
    }

    private void member(String method, Account who, int status) {
        String path = "/v1/chats/" + chat + "/members/" + who.userId();
        assertThat(WholeMessenger.call(method, path, anna, null).status()).isEqualTo(status);
    }

    private int seen(Account who) {
        return history(who).json().get("messages").size();
    }

    private WholeMessenger.Answer history(Account who) {
        return WholeMessenger.call("GET", "/v1/chats/" + chat + "/messages", who, null);
    }
}
