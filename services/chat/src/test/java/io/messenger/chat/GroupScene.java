package io.messenger.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.testing.ApiRequest;
import io.messenger.testing.OpenApiClient;
import java.util.Map;

/// A group with two of each kind: one who acts, and one to whom it is done.
final class GroupScene implements Scene {
    private final World world;
    private final Person owner;
    private final Person admin;
    private final Person member;
    private final Person reader;
    private final Person exMember;
    private final Person banned;
    private final Person stranger;
    private final String otherOwner;
    private final String otherAdmin;
    private final String otherMember;
    private final ChatId chat;
    private final JsonNode invite;

    GroupScene(World world) {
        this.world = world;
        owner = world.person();
        admin = world.person();
        member = world.person();
        reader = world.person();
        exMember = world.person();
        banned = world.person();
        stranger = world.person();
        otherOwner = world.silentPeople(1).getFirst();
        otherAdmin = world.silentPeople(1).getFirst();
        otherMember = world.silentPeople(1).getFirst();
        chat = world.chat("group", owner, member, exMember, banned);
        put(otherMember, "member");
        put(admin.toString(), "admin");
        put(otherAdmin, "admin");
        put(otherOwner, "owner");
        put(reader.toString(), "reader");
        owner.client().delete(path("/members/" + exMember)).expect(204);
        owner.client().put(path("/bans/" + banned)).expect(201);
        invite = owner.client().post(path("/invites"), Map.of()).expect(201).json();
    }

    private void put(String user, String role) {
        owner.client().put(path("/members/" + user), Scene.role(role)).expect(201);
    }

    @Override
    public Person person(String actor) {
        return switch (actor) {
            case "owner" -> owner;
            case "admin" -> admin;
            case "member" -> member;
            case "reader" -> reader;
            case "ex-member" -> exMember;
            case "banned" -> banned;
            case "stranger" -> stranger;
            default -> throw new AssertionError(actor);
        };
    }

    @Override
    public ApiRequest request(String operation, Person actor, OpenApiClient client) {
        return switch (operation) {
            case "read the chat" -> client.get(path(""));
            case "list the members" -> client.get(path("/members"));
            case "mute it for oneself" ->
                    client.put(path("/mute"), Map.of("until", "2090-01-01T00:00:00Z"));
            case "archive it for oneself" -> client.put(path("/archive"));
            case "take it out of the archive" -> client.delete(path("/archive"));
            case "change the title" -> client.patch(path(""), Map.of("title", "New"));
            case "say what it is for" -> client.patch(path(""), Map.of("about", "New"));
            case "open the history" -> client.patch(path(""), Map.of("history", "all"));
            case "give it a picture" -> Scene.picture(client, path("/avatar"));
            case "take its picture away" -> client.delete(path("/avatar"));
            case "delete the chat" -> client.delete(path(""));
            case "leave" -> client.post(path("/leave"));
            case "hand over the ownership" ->
                    client.post(path("/owner"), Map.of("user_id", otherMember));
            default -> onMembers(operation, actor, client);
        };
    }

    private ApiRequest onMembers(String operation, Person actor, OpenApiClient client) {
        String newcomer = "/members/" + world.silentPeople(1).getFirst();
        String other = "/members/" + otherMember;
        return switch (operation) {
            case "add a member" -> client.put(path(newcomer));
            case "add an admin" -> client.put(path(newcomer), Scene.role("admin"));
            case "add who does not exist" ->
                    client.put(path("/members/" + world.strangerToUsers()));
            case "add who is banned" -> client.put(path("/members/" + banned));
            case "add who blocks the actor" -> client.put(path("/members/" + blocker(actor)));
            case "make a member reader" -> client.put(path(other), Scene.role("reader"));
            case "make a member admin" -> client.put(path(other), Scene.role("admin"));
            case "make a member owner" -> client.put(path(other), Scene.role("owner"));
            case "make an admin member" ->
                    client.put(path("/members/" + otherAdmin), Scene.role("member"));
            case "leave a role as it is" -> client.put(path(other), Scene.role("member"));
            case "remove a member" -> client.delete(path(other));
            case "remove an admin" -> client.delete(path("/members/" + otherAdmin));
            case "remove an owner" -> client.delete(path("/members/" + otherOwner));
            case "remove a stranger" -> client.delete(path(newcomer));
            case "remove oneself" -> client.delete(path("/members/" + actor));
            default -> onBansAndInvites(operation, actor, client);
        };
    }

    private Person blocker(Person actor) {
        Person blocker = world.person();
        blocker.client().put("/v1/blocks/" + actor).expect(201);
        return blocker;
    }

    private ApiRequest onBansAndInvites(String operation, Person actor, OpenApiClient client) {
        String code = invite.get("code").asText();
        return switch (operation) {
            case "list the bans" -> client.get(path("/bans"));
            case "ban a member" -> client.put(path("/bans/" + otherMember));
            case "ban an admin" -> client.put(path("/bans/" + otherAdmin));
            case "ban an owner" -> client.put(path("/bans/" + otherOwner));
            case "ban a stranger" -> client.put(path("/bans/" + world.silentPeople(1).getFirst()));
            case "ban oneself" -> client.put(path("/bans/" + actor));
            case "lift a ban" -> client.delete(path("/bans/" + banned));
            case "list the invitations" -> client.get(path("/invites"));
            case "make an invitation" -> client.post(path("/invites"), Map.of("max_uses", 1));
            case "revoke an invitation" ->
                    client.delete(path("/invites/" + invite.get("invite_id").asText()));
            case "revoke all invitations" -> client.delete(path("/invites"));
            case "look where an invitation leads" -> client.get("/v1/invites/" + code);
            case "join by an invitation" -> client.post("/v1/invites/" + code + "/join");
            default -> throw new AssertionError(operation);
        };
    }

    private String path(String rest) {
        return "/v1/chats/" + chat + rest;
    }
}
