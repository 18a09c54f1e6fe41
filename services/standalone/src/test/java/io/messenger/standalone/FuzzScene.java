package io.messenger.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.messenger.contracts.DeviceId;
import io.messenger.contracts.UserId;
import io.messenger.testing.Account;
import io.messenger.testing.ApiOperation;
import io.messenger.testing.OpenApiClient;
import io.messenger.testing.TestIssuer;
import io.messenger.testing.TestPicture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
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

    /// Whom Anna blocks.
    private Account carl;

    private List<String> chats = List.of();

    /// The key of the latest message.
    private String said = ANY;

    private JsonNode invite = MissingNode.getInstance();
    private JsonNode ownInvite = MissingNode.getInstance();

    /// Names of pictures, by the service that has them.
    private final Map<String, String> pictures = new HashMap<>();

    private TestIssuer issuer;

    FuzzScene(long seed) {
        addresses = new Random(seed);
        anna = somebody();
        boris = somebody();
        carl = somebody();
        issuer = WholeMessenger.issuer(anna);
    }

    /// New people at an address of their own, so that nobody else waits for what they do wrong.
    void newPeople() {
        door = WholeMessenger.api().from(address());
        anna = somebody();
        boris = somebody();
        carl = somebody();
        pictures.clear();
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

    /// A group of Anna's with messages in it, her chat with Boris, a channel, and a group of his;
    /// both groups have an invitation.
    void newChats() {
        as(anna).delete("/v1/blocks/" + boris.userId()).send();
        as(anna).put("/v1/blocks/" + carl.userId()).send();
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
            said = UUID.randomUUID().toString();
            as(anna).post(
                            "/v1/chats/" + chats.getFirst() + "/messages",
                            Map.of("body", Map.of("type", "text", "text", "word " + i)))
                    .header("Idempotency-Key", said)
                    .expect(201);
        }
        ownInvite = invite(anna, chats.getFirst());
        invite = invite(boris, chats.getLast());
    }

    private JsonNode invite(Account owner, String chat) {
        return as(owner).post("/v1/chats/" + chat + "/invites", Map.of()).expect(201).json();
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
    Map<String, Function<Random, String>> known(ApiOperation operation) {
        return Map.ofEntries(
                Map.entry("chat_id", random -> chats.get(random.nextInt(chats.size()))),
                Map.entry("user_id", random -> user(random).toString()),
                Map.entry("username", this::username),
                Map.entry("password", _ -> PASSWORD),
                Map.entry("current_password", _ -> PASSWORD),
                Map.entry("refresh_token", _ -> anna.refreshToken()),
                Map.entry("token", _ -> anna.accessToken()),
                Map.entry("code", _ -> invite.path("code").asText("x")),
                Map.entry("invite_id", _ -> ownInvite.path("invite_id").asText(ANY)),
                Map.entry("avatar_id", _ -> picture(operation)),
                Map.entry("client_msg_id", random -> random.nextBoolean() ? said : uuid(random)),
                Map.entry("Idempotency-Key", FuzzScene::uuid),
                Map.entry("seq", random -> Integer.toString(random.nextInt(6))),
                Map.entry("wait_ms", random -> Integer.toString(random.nextInt(40))),
                Map.entry("session_id", _ -> session()));
    }

    /// What Anna would put there herself, so that it is done.
    Map<String, Function<Random, String>> fitting(ApiOperation operation) {
        Map<String, Function<Random, String>> fitting = new HashMap<>(known(operation));
        Account other = operation.pathText().startsWith("/v1/blocks") ? carl : boris;
        fitting.put("chat_id", _ -> chats.getFirst());
        fitting.put("user_id", _ -> other.userId().toString());
        fitting.put("client_msg_id", _ -> said);
        fitting.put("seq", _ -> "2");
        fitting.put(
                "username", _ -> operation.id().equals("register") ? newName() : anna.username());
        return fitting;
    }

    private UserId user(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> anna.userId();
            case 1 -> carl.userId();
            default -> boris.userId();
        };
    }

    private String username(Random random) {
        return random.nextBoolean() ? anna.username() : newName();
    }

    private static String newName() {
        return "f." + UUID.randomUUID().toString().substring(0, 8);
    }

    private String session() {
        return as(anna).get("/v1/auth/sessions")
                .send()
                .json()
                .at("/items/0/session_id")
                .asText(ANY);
    }

    /// The name of a picture of Boris or of his group, made once: Anna may have none left to make.
    private String picture(ApiOperation operation) {
        return pictures.computeIfAbsent(
                operation.service(),
                service ->
                        newPicture(
                                service.equals("chat")
                                        ? "/v1/chats/" + chats.getLast() + "/avatar"
                                        : "/v1/users/me/avatar"));
    }

    private String newPicture(String path) {
        String url =
                as(boris)
                        .put(path, TestPicture.of("jpeg", 8, 8))
                        .header("Content-Type", "image/jpeg")
                        .expect(200)
                        .json()
                        .get("avatar_url")
                        .asText();
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static String uuid(Random random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    @Override
    public void close() {
        issuer.close();
    }
}
