package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.CloseCode;
import io.messenger.testing.Account;
import io.messenger.testing.Await;
import io.messenger.testing.TestDevice;
import io.messenger.testing.TestSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is left of a user who deletes the account, to all others.
class DeletedAccountTest {
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final Account anna = WholeMessenger.accounts().create("anna");
    private final Account boris = WholeMessenger.accounts().create("boris");

    @Test
    void theMessagesStayAndTheUserIsGone() {
        ChatId direct = WholeMessenger.directChat(anna, boris);
        ChatId group = WholeMessenger.group(anna, boris);
        try (TestDevice a = TestDevice.of(WholeMessenger.gateway(), anna).connect()) {
            a.awaitEcho(a.send(direct, "for you"), WITHIN);
            a.awaitEcho(a.send(group, "for all"), WITHIN);
        }
        try (TestSocket phone = TestSocket.attach(WholeMessenger.gateway(), anna, Map.of());
                TestDevice b = TestDevice.of(WholeMessenger.gateway(), boris).connect()) {
            delete(anna);
            assertThat(phone.awaitClose()).isEqualTo(CloseCode.SESSION_REVOKED);
            // Created, "for all", Boris becomes owner, Anna leaves.
            b.awaitSeq(group, 4, WITHIN);
        }
        Await.until("the profile is gone", () -> get("/v1/users/" + anna.userId()).status() == 404);
        JsonNode members = get("/v1/chats/" + group + "/members").json().get("items");
        assertThat(members).hasSize(1);
        assertThat(members.get(0).get("user_id").asText()).isEqualTo(boris.userId().toString());
        assertThat(members.get(0).get("role").asText()).isEqualTo("owner");
        for (ChatId chat : new ChatId[] {direct, group}) {
            JsonNode message = get("/v1/chats/" + chat + "/messages/2").json();
            assertThat(message.get("sender_id").asText()).isEqualTo(anna.userId().toString());
            assertThat(message.get("body").get("text").asText()).startsWith("for ");
        }
        Map<String, Object> again =
                Map.of("type", "group", "title", "x", "member_ids", new Object[] {anna.userId()});
        assertThat(WholeMessenger.call("POST", "/v1/chats", boris, again).code())
                .isEqualTo("not_found");
    }

    private WholeMessenger.Answer get(String path) {
        return WholeMessenger.call("GET", path, boris, null);
    }

    private static void delete(Account account) {
        assertThat(
                        WholeMessenger.call(
                                        "POST",
                                        "/v1/auth/account/delete",
                                        account,
                                        Map.of("password", "correct horse battery staple"))
                                .status())
                .isEqualTo(204);
    }
}
