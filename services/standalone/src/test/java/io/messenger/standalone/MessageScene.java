package io.messenger.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.testing.Await;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A chat in which everybody of the permission tables has written while they could. Each trial gets
/// messages to which nothing was done yet, so what succeeds is in nobody's way.
final class MessageScene {
    private static final int OWN = 4;

    private final Map<String, Actor> people;
    private final Actor other;
    private final Map<Actor, Deque<Long>> own = new HashMap<>();
    private final Map<Actor, Long> touched = new HashMap<>();
    private final Deque<Long> others = new ArrayDeque<>();
    private final ChatId chat;

    private MessageScene(Map<String, Actor> people, String type, List<String> members) {
        this.people = people;
        other = actor("other");
        Map<String, Object> wanted = new HashMap<>();
        wanted.put("type", type);
        wanted.put("member_ids", members.stream().map(this::id).toList());
        if (!type.equals("direct")) {
            wanted.put("title", "The matrix");
        }
        JsonNode made = other.rest().post("/v1/chats", wanted).expect(201).json();
        chat = ChatId.parse(made.get("chat_id").asText());
    }

    /// All that the scenes need, each on a socket.
    static Map<String, Actor> people() {
        return Stream.of(
                        "owner", "admin", "member", "reader", "gone", "banned", "stranger", "other")
                .collect(Collectors.toMap(name -> name, Actor::named));
    }

    /// A group or channel with one of each role, and those who are no members any more.
    ///
    /// @param trials how many messages of another member there are to try something with
    static MessageScene shared(Map<String, Actor> people, String type, int trials) {
        List<String> members = List.of("owner", "admin", "member", "reader", "gone", "banned");
        MessageScene scene = new MessageScene(people, type, members);
        members.forEach(name -> scene.give(name, "member"));
        scene.write(members, trials);
        List.of("owner", "admin", "reader").forEach(role -> scene.give(role, role));
        scene.other.rest().delete(scene.path("members", "gone")).expect(204);
        scene.other.rest().put(scene.path("bans", "banned")).expect(201);
        return scene;
    }

    /// A direct chat.
    ///
    /// @param who the one who tries
    /// @param blocked whether the other one blocks them
    static MessageScene direct(Map<String, Actor> people, String who, boolean blocked) {
        Map<String, Actor> named = new HashMap<>(people);
        named.put(blocked ? "blocked" : "either", people.get(who));
        MessageScene scene = new MessageScene(named, "direct", List.of(who));
        scene.write(List.of(who), 30);
        if (blocked) {
            scene.other.rest().put("/v1/blocks/" + scene.id(who)).expect(201);
        }
        return scene;
    }

    private Actor actor(String heading) {
        Actor actor = people.get(heading.equals("ex-member") ? "gone" : heading);
        if (actor == null) {
            throw new AssertionError("nobody is " + heading);
        }
        return actor;
    }

    private String id(String name) {
        return actor(name).account().userId().toString();
    }

    private void give(String name, String role) {
        other.rest().put(path("members", name), Map.of("role", role)).expect(200);
    }

    private String path(String what, String name) {
        return "/v1/chats/" + chat + "/" + what + "/" + id(name);
    }

    private void write(List<String> names, int trials) {
        for (int i = 0; i < names.size() + trials; i++) {
            others.add(say(other));
        }
        for (String name : names) {
            Actor actor = actor(name);
            for (int i = 0; i < OWN; i++) {
                own.computeIfAbsent(actor, _ -> new ArrayDeque<>()).add(say(actor));
            }
            long seq = others.remove();
            other.command("pin", Map.of("chat_id", chat, "seq", seq, "on", true));
            actor.command("react", Map.of("chat_id", chat, "seq", seq, "emoji", "👍", "on", true));
            touched.put(actor, seq);
        }
        Await.until("the messages are found", this::found);
    }

    private boolean found() {
        return !other.rest()
                .get("/v1/search?q=" + MessageTrial.WORD + "&chat_id=" + chat)
                .expect(200)
                .json()
                .get("items")
                .isEmpty();
    }

    private long say(Actor actor) {
        Map<String, Object> body = Map.of("type", "text", "text", "a " + MessageTrial.WORD);
        return actor.command("send", Map.of("chat_id", chat, "body", body)).get("seq").asLong();
    }

    /// A trial of whom the tables call so.
    MessageTrial trial(String heading) {
        Actor actor = actor(heading);
        return new MessageTrial(
                chat,
                actor,
                own.getOrDefault(actor, others)::remove,
                others::remove,
                () -> touched.getOrDefault(actor, others.element()));
    }
}
