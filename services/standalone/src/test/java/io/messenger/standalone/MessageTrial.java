package io.messenger.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.testing.ApiAnswer;
import io.messenger.testing.ApiRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/// What somebody tries to do with the messages of a chat, in the words of `docs/permissions.md`.
///
/// @param own gives a message of the actor that nothing was done to, if the actor ever was a member
/// @param others gives one of somebody else
/// @param touched gives one of somebody else that is pinned, and has a thumb of the actor
record MessageTrial(
        ChatId chat,
        Actor actor,
        Supplier<Long> own,
        Supplier<Long> others,
        Supplier<Long> touched) {
    /// A word that a message of each chat has.
    static final String WORD = "zephyr";

    private static final Map<String, Object> BODY = Map.of("type", "text", "text", "a text");

    /// What a row of the tables is about, and how it went: a word of a cell.
    record Outcome(String id, String cell) {}

    Outcome of(String doing) {
        return switch (doing) {
            case "read the history" -> get("/messages");
            case "read one message" -> get("/messages/" + others.get());
            case "read what changed" -> get("/changes?since=0");
            case "see who has read", "see who has read in a channel" -> get("/receipts");
            case "find a message" -> found("/v1/search?q=" + WORD + "&chat_id=" + chat);
            case "find a message in any chat" -> found("/v1/search?q=" + WORD);
            case "catch up" -> caughtUp();
            case "write by REST" ->
                    sent(
                            actor.rest()
                                    .post(path("/messages"), Map.of("body", BODY))
                                    .header("Idempotency-Key", UUID.randomUUID().toString()));
            default -> onSocket(doing);
        };
    }

    private Outcome onSocket(String doing) {
        return switch (doing) {
            case "write" -> command("send", Map.of("body", BODY));
            case "answer a message" ->
                    command("send", Map.of("body", BODY, "reply_to", others.get()));
            case "edit one's own" -> command("edit", Map.of("seq", own.get(), "body", BODY));
            case "edit another's" -> command("edit", Map.of("seq", others.get(), "body", BODY));
            case "delete one's own for all" -> delete(own.get(), "all");
            case "delete another's for all" -> delete(others.get(), "all");
            case "delete for oneself" -> delete(others.get(), "me");
            case "react" -> react(others.get(), true);
            case "take a reaction back" -> react(touched.get(), false);
            case "pin" -> command("pin", Map.of("seq", others.get(), "on", true));
            case "unpin" -> command("pin", Map.of("seq", touched.get(), "on", false));
            default -> withoutPlace(doing);
        };
    }

    private Outcome withoutPlace(String doing) {
        return switch (doing) {
            case "catch up on a socket" -> ask("sync", Map.of("chat_id", chat, "since", 0));
            case "say what one has read" ->
                    ask("read", Map.of("chat_id", chat, "seq", others.get()));
            case "say what one has received" ->
                    ask("received", Map.of("cursors", Map.of(chat.toString(), others.get())));
            case "type" -> ask("typing", Map.of("chat_id", chat, "on", true));
            case "watch the chat" -> ask("watch", Map.of("chat_ids", List.of(chat)));
            default -> throw new AssertionError("nobody knows how to " + doing);
        };
    }

    private Outcome delete(long seq, String scope) {
        return command("delete", Map.of("seq", seq, "scope", scope));
    }

    private Outcome react(long seq, boolean on) {
        return command("react", Map.of("seq", seq, "emoji", "👍", "on", on));
    }

    private Outcome get(String rest) {
        return sent(actor.rest().get(path(rest)));
    }

    private static Outcome sent(ApiRequest request) {
        return outcome(request, request.send());
    }

    private Outcome found(String path) {
        ApiRequest request = actor.rest().get(path);
        ApiAnswer answer = request.send();
        boolean nothing = answer.status() == 200 && answer.json().get("items").isEmpty();
        return nothing
                ? new Outcome(request.operation().id(), "ignored")
                : outcome(request, answer);
    }

    private Outcome caughtUp() {
        Map<String, Object> body = Map.of("cursors", Map.of(chat.toString(), 0));
        ApiRequest request = actor.rest().post("/v1/sync", body);
        boolean batch = !request.expect(200).json().get("batches").isEmpty();
        return new Outcome(request.operation().id(), batch ? "yes" : "ignored");
    }

    private static Outcome outcome(ApiRequest request, ApiAnswer answer) {
        String cell = answer.status() < 300 ? "yes" : answer.json().get("code").asText();
        return new Outcome(request.operation().id(), cell);
    }

    private Outcome command(String type, Map<String, Object> fields) {
        Map<String, Object> all = new HashMap<>(fields);
        all.put("chat_id", chat);
        return outcome(type, actor.command(type, all));
    }

    private Outcome ask(String type, Map<String, Object> fields) {
        return outcome(type, actor.ask(type, fields));
    }

    private static Outcome outcome(String type, JsonNode answer) {
        String cell =
                switch (answer.get("t").asText()) {
                    case "rejected", "error" -> answer.get("code").asText();
                    case "reply" -> "replied";
                    default -> "yes";
                };
        return new Outcome("client." + type, cell);
    }

    private String path(String rest) {
        return "/v1/chats/" + chat + rest;
    }
}
