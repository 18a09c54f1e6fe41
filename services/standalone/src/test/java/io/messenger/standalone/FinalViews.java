package io.messenger.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.UserId;
import io.messenger.proof.judge.Item;
import io.messenger.proof.judge.View;
import io.messenger.testing.Account;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads by REST what users see of chats when all is over.
record FinalViews(URI door) {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    /// What this user sees of a chat; nothing when the chat is not there for them.
    Optional<View> of(ChatId chat, Account reader) {
        List<Item> items = new ArrayList<>();
        long head = 0;
        long after = 0;
        while (true) {
            WholeMessenger.Answer page =
                    get(
                            "/v1/chats/%s/messages?after_seq=%d&limit=100".formatted(chat, after),
                            reader);
            if (page.status() == NOT_FOUND) {
                return Optional.empty();
            }
            List<Item> more =
                    page.json().get("messages").valueStream().map(Item::ofMessage).toList();
            head = page.json().get("head_seq").asLong();
            if (more.isEmpty()) {
                break;
            }
            items.addAll(more);
            after = more.getLast().seq();
        }
        return Optional.of(new View(reader.userId(), chat, head, items, pointers(chat, reader)));
    }

    private List<View.Pointers> pointers(ChatId chat, Account reader) {
        List<View.Pointers> pointers = new ArrayList<>();
        String cursor = "";
        do {
            WholeMessenger.Answer page =
                    get("/v1/chats/%s/receipts?limit=100%s".formatted(chat, cursor), reader);
            if (page.status() == FORBIDDEN) {
                // Who left reads the history up to the leaving, and no pointers.
                return List.of();
            }
            page.json().get("items").valueStream().map(FinalViews::pointers).forEach(pointers::add);
            JsonNode next = page.json().path("next_cursor");
            cursor = next.isTextual() ? "&cursor=" + next.asText() : "";
        } while (!cursor.isEmpty());
        return pointers;
    }

    private static View.Pointers pointers(JsonNode of) {
        return new View.Pointers(
                UserId.parse(of.get("user_id").asText()),
                of.get("received_seq").asLong(),
                of.get("read_seq").asLong());
    }

    private WholeMessenger.Answer get(String path, Account reader) {
        WholeMessenger.Answer answer =
                WholeMessenger.call(door, "GET", path, reader, null, Map.of());
        if (!Set.of(200, FORBIDDEN, NOT_FOUND).contains(answer.status())) {
            throw new AssertionError("GET %s answered %s".formatted(path, answer.status()));
        }
        return answer;
    }
}
