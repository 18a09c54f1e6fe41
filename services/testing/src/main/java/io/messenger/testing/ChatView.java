package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// The messages of one chat as a device shows them: made from events, batches and history, and in
/// the form in which the history has them, so that the two can be compared.
final class ChatView {
    private static final Set<String> SYSTEM =
            Set.of(
                    "chat.created",
                    "chat.updated",
                    "chat.deleted",
                    "member.joined",
                    "member.left",
                    "member.role");

    private final NavigableMap<Long, ObjectNode> bySeq = new TreeMap<>();

    /// Takes a message's state from a batch or the history, unless a later one is known.
    void put(JsonNode message) {
        ObjectNode known = bySeq.get(message.get("seq").asLong());
        if (known == null || changeSeq(known) <= changeSeq(message)) {
            bySeq.put(message.get("seq").asLong(), message.deepCopy());
        }
    }

    /// Applies a log event. What it does to a message that the device does not have is left out.
    void apply(JsonNode event) {
        String type = event.get("t").asText();
        if (type.equals("message.new")) {
            ObjectNode message = message(event, "message");
            copy(event, message, List.of("body", "reply_to", "mentions", "sent_at"));
            put(message);
        } else if (SYSTEM.contains(type)) {
            ObjectNode message = message(event, "system");
            copy(
                    event,
                    message.putObject("body").put("type", type),
                    List.of("user_id", "role", "title", "about", "history", "avatar_url"));
            copy(event, message, List.of("sent_at"));
            put(message);
        } else if (event.has("target")) {
            ObjectNode target = bySeq.get(event.get("target").asLong());
            if (target != null && changeSeq(target) < event.get("seq").asLong()) {
                target.set("change_seq", event.get("seq"));
                change(target, event, type);
            }
        }
    }

    /// Takes a message away that the user deleted for oneself.
    void hide(long seq) {
        bySeq.remove(seq);
    }

    List<JsonNode> messages() {
        return bySeq.values().stream().map(message -> (JsonNode) message.deepCopy()).toList();
    }

    void clear() {
        bySeq.clear();
    }

    private static void change(ObjectNode target, JsonNode event, String type) {
        switch (type) {
            case "message.edited" -> {
                target.remove("mentions");
                copy(event, target, List.of("body", "mentions", "edited_at"));
            }
            case "message.deleted" -> {
                target.remove(List.of("body", "reactions", "pinned", "mentions"));
                copy(event, target, List.of("deleted_at"));
            }
            case "reaction" -> react(target, event);
            case "pin" -> {
                target.remove("pinned");
                if (event.get("on").asBoolean()) {
                    target.put("pinned", true);
                }
            }
            default -> {
                // A type of a later version: it moves the cursor and nothing else.
            }
        }
    }

    private static void react(ObjectNode target, JsonNode event) {
        String emoji = event.get("emoji").asText();
        String user = event.get("sender_id").asText();
        ObjectNode reactions = target.withObject("reactions");
        ArrayNode users = JsonNodeFactory.instance.arrayNode();
        reactions
                .path(emoji)
                .valueStream()
                .filter(who -> !who.asText().equals(user))
                .forEach(users::add);
        if (event.get("on").asBoolean()) {
            users.add(user);
        }
        reactions.set(emoji, users);
        if (users.isEmpty()) {
            reactions.remove(emoji);
        }
        if (reactions.isEmpty()) {
            target.remove("reactions");
        }
    }

    private static ObjectNode message(JsonNode event, String kind) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        copy(event, message, List.of("chat_id", "seq"));
        message.set("change_seq", event.get("seq"));
        message.put("kind", kind);
        copy(event, message, List.of("sender_id", "client_msg_id"));
        return message;
    }

    private static void copy(JsonNode from, ObjectNode to, List<String> fields) {
        fields.stream().filter(from::has).forEach(field -> to.set(field, from.get(field)));
    }

    private static long changeSeq(JsonNode message) {
        return message.get("change_seq").asLong();
    }
}
