package io.messenger.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.testing.ApiAnswer;
import io.messenger.testing.ApiRequest;
import io.messenger.testing.OpenApiClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may do what: every operation on a group, by everybody there can be.
final class RoleMatrixTest {
    private static final List<String> ACTORS =
            List.of(
                    "owner",
                    "admin",
                    "member",
                    "reader",
                    "ex-member",
                    "stranger",
                    "anonymous",
                    "expired",
                    "forged");

    private static World world;

    @BeforeAll
    static void begin() throws Exception {
        world = World.begin();
    }

    @AfterAll
    static void end() {
        assertThat(world.log().faults()).isEmpty();
        world.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // operation,           owner, admin, member, reader, ex-member, stranger, nobody …
        "read the chat,           200, 200, 200, 200, 404, 404, 401, 401, 401",
        "list the members,        200, 200, 200, 200, 404, 404, 401, 401, 401",
        "change the title,        200, 200, 403, 403, 404, 404, 401, 401, 401",
        "add a member,            201, 201, 403, 403, 404, 404, 401, 401, 401",
        "add an admin,            201, 403, 403, 403, 404, 404, 401, 401, 401",
        "add who does not exist,  404, 404, 403, 403, 404, 404, 401, 401, 401",
        "make a member reader,    200, 200, 403, 403, 404, 404, 401, 401, 401",
        "make a member admin,     200, 403, 403, 403, 404, 404, 401, 401, 401",
        "make a member owner,     200, 403, 403, 403, 404, 404, 401, 401, 401",
        "make an admin member,    200, 403, 403, 403, 404, 404, 401, 401, 401",
        "leave a role as it is,   200, 200, 403, 403, 404, 404, 401, 401, 401",
        "remove a member,         204, 204, 403, 403, 404, 404, 401, 401, 401",
        "remove an admin,         204, 403, 403, 403, 404, 404, 401, 401, 401",
        "remove an owner,         204, 403, 403, 403, 404, 404, 401, 401, 401",
        "remove a stranger,       404, 404, 403, 403, 404, 404, 401, 401, 401",
        "remove oneself,          204, 204, 204, 204, 404, 404, 401, 401, 401",
        "leave,                   204, 204, 204, 204, 404, 404, 401, 401, 401",
    })
    void everyOperationIsForThoseWhoMay(
            String operation,
            int owner,
            int admin,
            int member,
            int reader,
            int exMember,
            int stranger,
            int anonymous,
            int expired,
            int forged) {
        int[] statuses = {
            owner, admin, member, reader, exMember, stranger, anonymous, expired, forged
        };
        for (int i = 0; i < statuses.length; i++) {
            Group group = new Group();
            ApiAnswer answer = group.request(operation, ACTORS.get(i)).send();
            assertThat(answer.status()).as(ACTORS.get(i)).isEqualTo(statuses[i]);
            if (answer.status() >= 400) {
                assertThat(code(answer)).as(ACTORS.get(i)).isEqualTo(expectedCode(i, answer));
            }
        }
    }

    private static String code(ApiAnswer answer) {
        JsonNode problem = answer.json();
        return problem.get("code").asText();
    }

    private static String expectedCode(int actor, ApiAnswer answer) {
        return switch (answer.status()) {
            case 401 -> ACTORS.get(actor).equals("expired") ? "token_expired" : "unauthenticated";
            case 403 -> "forbidden";
            default -> "not_found";
        };
    }

    /// A group with somebody of every kind.
    private static final class Group {
        private final Person owner = world.person();
        private final Person admin = world.person();
        private final Person member = world.person();
        private final Person reader = world.person();
        private final Person exMember = world.person();
        private final Person stranger = world.person();
        private final String otherOwner = world.silentPeople(1).getFirst();
        private final String otherAdmin = world.silentPeople(1).getFirst();
        private final String otherMember = world.silentPeople(1).getFirst();
        private final ChatId chat = world.chat("group", owner, member, exMember);

        private Group() {
            put(otherMember, "member");
            put(admin.toString(), "admin");
            put(otherAdmin, "admin");
            put(otherOwner, "owner");
            put(reader.toString(), "reader");
            owner.client().delete(path("/members/" + exMember)).expect(204);
        }

        private void put(String user, String role) {
            assertThat(owner.client().put(path("/members/" + user), role(role)).send().status())
                    .isEqualTo(201);
        }

        private ApiRequest request(String operation, String actor) {
            Person self = person(actor);
            OpenApiClient client = client(actor, self);
            String newcomer = "/members/" + world.silentPeople(1).getFirst();
            String nobody = "/members/" + world.strangerToUsers();
            return switch (operation) {
                case "read the chat" -> client.get(path(""));
                case "list the members" -> client.get(path("/members"));
                case "change the title" -> client.patch(path(""), Map.of("title", "New"));
                case "add a member" -> client.put(path(newcomer));
                case "add an admin" -> client.put(path(newcomer), role("admin"));
                case "add who does not exist" -> client.put(path(nobody));
                case "make a member reader" -> client.put(path(other()), role("reader"));
                case "make a member admin" -> client.put(path(other()), role("admin"));
                case "make a member owner" -> client.put(path(other()), role("owner"));
                case "make an admin member" ->
                        client.put(path("/members/" + otherAdmin), role("member"));
                case "leave a role as it is" -> client.put(path(other()), role("member"));
                case "remove a member" -> client.delete(path(other()));
                case "remove an admin" -> client.delete(path("/members/" + otherAdmin));
                case "remove an owner" -> client.delete(path("/members/" + otherOwner));
                case "remove a stranger" -> client.delete(path(newcomer));
                case "remove oneself" -> client.delete(path("/members/" + self));
                case "leave" -> client.post(path("/leave"));
                default -> throw new AssertionError(operation);
            };
        }

        private String other() {
            return "/members/" + otherMember;
        }

        private Person person(String actor) {
            return switch (actor) {
                case "owner", "anonymous", "expired", "forged" -> owner;
                case "admin" -> admin;
                case "member" -> member;
                case "reader" -> reader;
                case "ex-member" -> exMember;
                case "stranger" -> stranger;
                default -> throw new AssertionError(actor);
            };
        }

        private static OpenApiClient client(String actor, Person self) {
            OpenApiClient client = self.client();
            return switch (actor) {
                case "anonymous" -> client.anonymous();
                case "expired" -> client.as(world.issuer().expiredToken(self.id()));
                case "forged" -> client.as(world.issuer().forgedToken(self.id()));
                default -> client;
            };
        }

        private String path(String rest) {
            return "/v1/chats/" + chat + rest;
        }

        private static Map<String, String> role(String role) {
            return Map.of("role", role);
        }
    }
}
