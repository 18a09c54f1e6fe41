package io.messenger.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.messenger.contracts.DeviceId;
import io.messenger.contracts.UserId;
import io.messenger.testing.Account;
import io.messenger.testing.ApiOperation;
import io.messenger.testing.OpenApiClient;
import io.messenger.testing.TestIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;

/// Somebody with friends and chats, for requests that mean something. What a request spoiled is
/// made anew: an account that was deleted, a chat that was left.
final class FuzzScene implements AutoCloseable {
    private static final String PASSWORD = "correct horse battery staple";
    private static final String ANY = "01938a5e-1001-7c3e-9d2f-3a1b2c3d4e5f";

    private final Random addresses;
    private OpenApiClient door = WholeMessenger.api();
    private Account anna;
    private Account boris;
    private List<String> chats = List.of();
    private JsonNode invite = MissingNode.getInstance();
    private TestIssuer issuer;

    FuzzScene(long seed) {
        addresses = new Random(seed);
        anna = somebody();
        boris = somebody();
        issuer = WholeMessenger.issuer(anna);
    }

    /// New people at an address of their own, so that nobody else waits for what they do wrong.
    void newPeople() {
        door = WholeMessenger.api().from(address());
        anna = somebody();
        boris = somebody();
        issuer.close();
        issuer = WholeMessenger.issuer(anna);
        newChats();
    }

    /// Where the machine has but one address for itself it is that one.
    private InetAddress address() {
        byte[] bytes = {
            127, 77, (byte) addresses.nextInt(256), (byte) (1 + addresses.nextInt(254))
        };
        try {
            InetAddress address = InetAddress.getByAddress(bytes);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(address, 0));
                return address;
            }
        } catch (IOException e) {
            return InetAddress.ofLiteral("127.0.0.1");
        }
    }

    private Account somebody() {
        String name = "fuzz." + UUID.randomUUID().toString().substring(0, 8);
        door.post("/v1/auth/register", Map.of("username", name, "password", PASSWORD)).expect(201);
        JsonNode tokens =
                door.post("/v1/auth/login", Map.of("username", name, "password", PASSWORD))
                        .expect(200)
                        .json();
        return new Account(
                UserId.parse(tokens.get("user_id").asText()),
                name,
                DeviceId.parse(tokens.get("device_id").asText()),
                tokens.get("access_token").asText(),
                tokens.get("refresh_token").asText());
    }

    /// Another Anna when her session is one no more.
    void outlive() {
        if (as(anna).get("/v1/auth/account").send().status() == 401) {
            door = WholeMessenger.api().from(address());
            anna = somebody();
        }
    }

    /// A group of Anna's with messages in it, her chat with Boris, and a group of his with an
    /// invitation.
    void newChats() {
        as(anna).delete("/v1/blocks/" + boris.userId()).send();
        chats =
                List.of(
                        chat(anna, Map.of("type", "group", "title", "A", "member_ids", ids(boris))),
                        chat(anna, Map.of("type", "direct", "member_ids", ids(boris))),
                        chat(
                                anna,
                                Map.of("type", "channel", "title", "C", "member_ids", List.of())),
                        chat(
                                boris,
                                Map.of("type", "group", "title", "B", "member_ids", List.of())));
        for (int i = 0; i < 3; i++) {
            as(anna).post(
                            "/v1/chats/" + chats.getFirst() + "/messages",
                            Map.of("body", Map.of("type", "text", "text", "word " + i)))
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .expect(201);
        }
        invite =
                as(boris)
                        .post("/v1/chats/" + chats.getLast() + "/invites", Map.of())
                        .expect(201)
                        .json();
    }

    private String chat(Account owner, Map<String, Object> chat) {
        return as(owner).post("/v1/chats", chat).send().json().path("chat_id").asText(ANY);
    }

    private static List<String> ids(Account account) {
        return List.of(account.userId().toString());
    }

    private OpenApiClient as(Account account) {
        return door.as(account.accessToken());
    }

    /// Anna's client for this operation; what only services do is done with their token.
    OpenApiClient client(ApiOperation operation) {
        if (operation.internal()) {
            boolean ofServices = operation.pathText().endsWith("/profile");
            String token = ofServices ? issuer.internalToken(anna.userId()) : anna.accessToken();
            return WholeMessenger.api(operation).as(token);
        }
        return as(anna);
    }

    /// What there is here, by what the documents call it.
    Map<String, Function<Random, String>> known() {
        return Map.ofEntries(
                Map.entry("chat_id", random -> chats.get(random.nextInt(chats.size()))),
                Map.entry("user_id", random -> user(random).toString()),
                Map.entry("username", this::username),
                Map.entry("password", _ -> PASSWORD),
                Map.entry("refresh_token", _ -> anna.refreshToken()),
                Map.entry("token", _ -> anna.accessToken()),
                Map.entry("code", _ -> invite.path("code").asText("x")),
                Map.entry("invite_id", _ -> invite.path("invite_id").asText(ANY)),
                Map.entry("client_msg_id", FuzzScene::uuid),
                Map.entry("Idempotency-Key", FuzzScene::uuid),
                Map.entry("seq", random -> Integer.toString(random.nextInt(6))),
                Map.entry("wait_ms", random -> Integer.toString(random.nextInt(40))),
                Map.entry("session_id", FuzzScene::uuid));
    }

    private UserId user(Random random) {
        return random.nextInt(3) == 0 ? anna.userId() : boris.userId();
    }

    private String username(Random random) {
        return random.nextBoolean() ? anna.username() : "f." + uuid(random).substring(0, 8);
    }

    private static String uuid(Random random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    @Override
    public void close() {
        issuer.close();
    }
}
