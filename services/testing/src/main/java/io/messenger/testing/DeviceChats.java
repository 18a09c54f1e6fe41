package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The chats of a device, through attach, live events, joining and leaving. Guarded by the device.
final class DeviceChats {
    private static final int SYNC_LIMIT = 500;

    private final String user;
    private final Consumer<JsonNode> echoes;
    private final Map<String, ChatLog> logs = new LinkedHashMap<>();
    private final Map<String, ChatLog> dropped = new HashMap<>();
    private final Map<String, Long> behind = new HashMap<>();
    private final Set<String> leaving = new HashSet<>();
    private Optional<String> epoch = Optional.empty();

    /// @param user who the device belongs to
    /// @param echoes takes every event and stored message, to find the own ones
    DeviceChats(String user, Consumer<JsonNode> echoes) {
        this.user = user;
        this.echoes = echoes;
    }

    Map<String, Long> cursors() {
        Map<String, Long> cursors = new TreeMap<>();
        logs.forEach((chat, log) -> cursors.put(chat, log.local()));
        return cursors;
    }

    Optional<String> epoch() {
        return epoch;
    }

    Set<String> chats() {
        return Set.copyOf(logs.keySet());
    }

    /// The log of a chat; of a chat that was left, the one it had to the end.
    Optional<ChatLog> log(String chat) {
        return Optional.ofNullable(logs.get(chat)).or(() -> Optional.ofNullable(dropped.get(chat)));
    }

    /// The answer to `auth`: chats that are new start at their head, those left are dropped at
    /// `synced`.
    void ready(JsonNode ready) {
        String now = ready.get("epoch").asText();
        if (epoch.isPresent() && !epoch.get().equals(now)) {
            logs.clear();
        }
        epoch = Optional.of(now);
        behind.clear();
        leaving.clear();
        ready.get("left").forEach(chat -> leaving.add(chat.asText()));
        Set<String> forgotten = new HashSet<>(logs.keySet());
        forgotten.removeAll(leaving);
        for (JsonNode state : ready.get("chats")) {
            String chat = state.get("chat_id").asText();
            long head = state.get("head_seq").asLong();
            forgotten.remove(chat);
            ChatLog log = logs.computeIfAbsent(chat, id -> new ChatLog(id, head));
            log.forgetAsking();
            if (log.local() < head) {
                behind.put(chat, head);
            }
        }
        demand(
                forgotten.isEmpty(),
                "ready names these chats neither in chats nor in left: " + forgotten,
                ready);
    }

    /// The end of the attach: each chat that was behind must have got its batch.
    void synced(JsonNode synced) {
        leaving.forEach(this::drop);
        leaving.clear();
        demand(
                behind.isEmpty(),
                "synced, but these chats are behind and got no batch: " + behind,
                synced);
    }

    /// @param send takes the `sync` for what is still missing
    void batch(JsonNode batch, Consumer<JsonNode> send) {
        String chat = batch.get("chat_id").asText();
        ChatLog log = logs.get(chat);
        if (log == null) {
            demand(
                    dropped.containsKey(chat),
                    "a batch of a chat that the device does not have",
                    batch);
            return;
        }
        behind.remove(chat);
        boolean more = log.batch(batch);
        batch.get("changes").forEach(echoes);
        if (more || log.mustAsk()) {
            sync(chat, log, send);
        }
        dropWhenLeft(chat, log);
    }

    /// @param send takes the `sync` for a gap
    void event(JsonNode event, Consumer<JsonNode> send) {
        echoes.accept(event);
        String chat = event.get("chat_id").asText();
        Optional.ofNullable(logs.get(chat))
                .or(() -> begin(event, chat))
                .ifPresent(log -> apply(event, chat, log, send));
    }

    /// Takes away what the user deleted for oneself; of a chat that is not there, nothing.
    void hidden(JsonNode hidden) {
        log(hidden.get("chat_id").asText())
                .ifPresent(log -> log.view().hide(hidden.get("target").asLong()));
    }

    /// Fetches again from the cursor: one chat, or all.
    void resync(JsonNode resync, Consumer<JsonNode> send) {
        logs.forEach((chat, log) -> {
            if (!resync.has("chat_id") || resync.get("chat_id").asText().equals(chat)) {
                sync(chat, log, send);
            }
        });
    }

    /// A `sync` was refused: its chat is asked for anew.
    ///
    /// @param id of the request
    /// @return the chat
    String refused(String id) {
        String chat = ChatLog.chatOf(id);
        log(chat).ifPresent(log -> log.refused(id));
        return chat;
    }

    private void apply(JsonNode event, String chat, ChatLog log, Consumer<JsonNode> send) {
        log.event(event);
        if (log.mustAsk() && !behind.containsKey(chat)) {
            sync(chat, log, send);
        }
        dropWhenLeft(chat, log);
    }

    /// Own `chat.created` or `member.joined` starts a chat; what was before it in a chat once left
    /// is a repeat.
    private Optional<ChatLog> begin(JsonNode event, String chat) {
        long seq = event.get("seq").asLong();
        boolean created = event.get("t").asText().equals("chat.created");
        ChatLog old = dropped.get(chat);
        if (old != null && seq <= old.local()) {
            old.event(event);
            return Optional.empty();
        }
        demand(
                created || isOwn(event, "member.joined"),
                "a chat must begin with the own joining",
                event);
        demand(event.has("chat"), "the event that starts a chat must carry the chat object", event);
        demand(!created || seq == 1, "chat.created must have seq 1", event);
        ChatLog log = new ChatLog(chat, seq - 1);
        logs.put(chat, log);
        return Optional.of(log);
    }

    private void sync(String chat, ChatLog log, Consumer<JsonNode> send) {
        send.accept(
                TestJson.tree(
                        Map.of(
                                "t",
                                "sync",
                                "id",
                                log.ask(),
                                "chat_id",
                                chat,
                                "since",
                                log.local(),
                                "limit",
                                SYNC_LIMIT)));
    }

    private boolean isOwn(JsonNode event, String type) {
        return event.path("t").asText().equals(type) && event.path("user_id").asText().equals(user);
    }

    /// The own `member.left` or the chat's end, live or in a batch, is the last of the chat.
    private void dropWhenLeft(String chat, ChatLog log) {
        if (log.last()
                .filter(last -> isEnd(last, "t") || isEnd(last.path("body"), "type"))
                .isPresent()) {
            drop(chat);
        }
    }

    private boolean isEnd(JsonNode what, String type) {
        return switch (what.path(type).asText()) {
            case "chat.deleted" -> true;
            case "member.left" -> what.path("user_id").asText().equals(user);
            default -> false;
        };
    }

    private void drop(String chat) {
        ChatLog log = logs.remove(chat);
        if (log != null) {
            dropped.put(chat, log);
        }
    }

    private static void demand(boolean holds, String otherwise, JsonNode frame) {
        if (!holds) {
            throw new AssertionError(otherwise + ": " + frame);
        }
    }
}
