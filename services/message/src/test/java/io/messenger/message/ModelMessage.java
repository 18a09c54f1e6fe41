package io.messenger.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.Op;
import io.messenger.contracts.UserId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A message of [LogModel], and what a message of the API says in the same words.
final class ModelMessage {
    final UserId sender;
    final boolean system;
    private String text;
    private final @Nullable Long replyTo;

    /// Whom it names now.
    private List<UserId> mentions;

    /// Whose mention it was when it was said, which no edit changes.
    private final Set<UserId> counted;

    private boolean edited;
    boolean deleted;
    private boolean pinned;
    private final Map<String, Set<UserId>> reactions = new LinkedHashMap<>();
    long changed;

    private ModelMessage(
            UserId sender,
            boolean system,
            String text,
            @Nullable Long replyTo,
            List<UserId> mentions) {
        this.sender = sender;
        this.text = text;
        this.replyTo = replyTo;
        this.system = system;
        this.mentions = mentions;
        this.counted = new HashSet<>(mentions);
        counted.remove(sender);
    }

    /// What the log itself says.
    static ModelMessage system(UserId sender, String type) {
        return new ModelMessage(sender, true, type, null, List.of());
    }

    /// What somebody says; it mentions members only.
    static ModelMessage said(UserId sender, Op.Send send) {
        return new ModelMessage(
                sender, false, send.body().text(), send.replyTo(), send.mentions().users());
    }

    /// Whether it is an unread mention of somebody who has not read it.
    boolean mentions(UserId user) {
        return counted.contains(user);
    }

    /// Takes a change for everybody.
    ///
    /// @return false when it was so already
    boolean take(UserId user, Op.Change change) {
        return switch (change) {
            case Op.Edit edit -> {
                List<UserId> named = edit.mentions().users();
                boolean differs = !edit.body().text().equals(text) || !named.equals(mentions);
                text = edit.body().text();
                mentions = named;
                edited |= differs;
                yield differs;
            }
            case Op.Delete _ -> {
                boolean differs = !deleted;
                deleted = true;
                text = "";
                mentions = List.of();
                reactions.clear();
                pinned = false;
                yield differs;
            }
            case Op.React react -> {
                Set<UserId> users =
                        reactions.computeIfAbsent(react.emoji(), _ -> new LinkedHashSet<>());
                boolean differs = react.on() ? users.add(user) : users.remove(user);
                reactions.values().removeIf(Set::isEmpty);
                yield differs;
            }
            case Op.Pin pin -> {
                boolean differs = pinned != pin.on();
                pinned = pin.on();
                yield differs;
            }
        };
    }

    /// @param last the last seq that the reader sees: what changed later stands at its own seq
    String gist(long seq, long last) {
        return gist(
                seq,
                changed > last ? seq : changed,
                sender.toString(),
                text,
                replyTo == null ? "" : replyTo.toString(),
                edited,
                deleted,
                pinned,
                mentions.stream().map(UserId::toString).toList(),
                reactions.entrySet().stream()
                        .map(one -> one.getKey() + one.getValue())
                        .collect(Collectors.joining()));
    }

    /// The same of a message of the API or of a device.
    static String gist(JsonNode message) {
        JsonNode body = message.path("body");
        return gist(
                message.get("seq").asLong(),
                message.get("change_seq").asLong(),
                message.get("sender_id").asText(),
                body.path(message.get("kind").asText().equals("system") ? "type" : "text").asText(),
                message.path("reply_to").asText(),
                message.has("edited_at"),
                message.has("deleted_at"),
                message.path("pinned").asBoolean(),
                message.path("mentions").valueStream().map(JsonNode::asText).toList(),
                message.path("reactions")
                        .propertyStream()
                        .map(one ->
                                one.getKey()
                                        + one.getValue()
                                                .valueStream()
                                                .map(JsonNode::asText)
                                                .toList())
                        .collect(Collectors.joining()));
    }

    private static String gist(Object... parts) {
        return java.util.Arrays.toString(parts);
    }
}
