package io.messenger.chat;

import io.messenger.contracts.ChatId;
import io.messenger.testing.ApiRequest;
import io.messenger.testing.OpenApiClient;
import java.util.List;
import java.util.Map;

/// The direct chat of two, of whom one blocks the other if that is asked for.
final class DirectScene implements Scene {
    private final World world;
    private final Person one;
    private final Person other;
    private final Person stranger;
    private final Person blocked;
    private final ChatId chat;

    DirectScene(World world, boolean blocks) {
        this.world = world;
        one = world.person();
        other = world.person();
        stranger = world.person();
        blocked = one;
        chat = world.chat("direct", one, other);
        if (blocks) {
            other.client().put("/v1/blocks/" + one).expect(201);
        }
    }

    @Override
    public Person person(String actor) {
        return switch (actor) {
            case "either" -> one;
            case "blocked" -> blocked;
            case "stranger" -> stranger;
            default -> throw new AssertionError(actor);
        };
    }

    @Override
    public ApiRequest request(String operation, Person actor, OpenApiClient client) {
        return switch (operation) {
            case "ask for it again" -> begin(client, other);
            case "begin one where there is none" -> begin(client, anotherLikeTheOther(actor));
            case "begin one with whom one blocks" -> begin(client, blockedBy(actor));
            case "bring the other into a group" ->
                    client.post(
                            "/v1/chats",
                            Map.of(
                                    "type",
                                    "group",
                                    "title",
                                    "All",
                                    "member_ids",
                                    List.of(other.toString())));
            case "block the other" -> client.put("/v1/blocks/" + other);
            case "read the chat" -> client.get(path(""));
            case "list the members" -> client.get(path("/members"));
            case "mute it for oneself" ->
                    client.put(path("/mute"), Map.of("until", "2090-01-01T00:00:00Z"));
            case "archive it for oneself" -> client.put(path("/archive"));
            case "take it out of the archive" -> client.delete(path("/archive"));
            default -> change(operation, client);
        };
    }

    private ApiRequest change(String operation, OpenApiClient client) {
        return switch (operation) {
            case "change the title" -> client.patch(path(""), Map.of("title", "New"));
            case "say what it is for" -> client.patch(path(""), Map.of("about", "New"));
            case "open the history" -> client.patch(path(""), Map.of("history", "all"));
            case "add a member" -> client.put(path("/members/" + world.silentPeople(1).getFirst()));
            case "hand over the ownership" ->
                    client.post(path("/owner"), Map.of("user_id", other.toString()));
            case "remove the other" -> client.delete(path("/members/" + other));
            case "give it a picture" -> Scene.picture(client, path("/avatar"));
            case "take its picture away" -> client.delete(path("/avatar"));
            case "delete the chat" -> client.delete(path(""));
            case "leave" -> client.post(path("/leave"));
            case "ban the other" -> client.put(path("/bans/" + other));
            case "list the bans" -> client.get(path("/bans"));
            case "lift a ban" -> client.delete(path("/bans/" + other));
            case "make an invitation" -> client.post(path("/invites"), Map.of());
            case "list the invitations" -> client.get(path("/invites"));
            case "revoke all invitations" -> client.delete(path("/invites"));
            default -> throw new AssertionError(operation);
        };
    }

    private Person blockedBy(Person actor) {
        Person another = world.person();
        actor.client().put("/v1/blocks/" + another).expect(201);
        return another;
    }

    /// Somebody without a direct chat with the actor, who blocks them if the other does.
    private Person anotherLikeTheOther(Person actor) {
        Person another = world.person();
        if (other.client().get("/v1/blocks/" + actor).send().status() == 200) {
            another.client().put("/v1/blocks/" + actor).expect(201);
        }
        return another;
    }

    private static ApiRequest begin(OpenApiClient client, Person with) {
        return client.post(
                "/v1/chats", Map.of("type", "direct", "member_ids", List.of(with.toString())));
    }

    private String path(String rest) {
        return "/v1/chats/" + chat + rest;
    }
}
