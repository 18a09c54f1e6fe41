package io.messenger.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Op;
import io.messenger.testing.ApiAnswer;
import io.messenger.testing.ApiRequest;
import io.messenger.testing.OpenApiClient;
import io.messenger.testing.TestPicture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The pictures of groups and channels.
final class ChatPictureTest {
    private static World world;
    private static Person ann;
    private static Person bob;

    private ChatId chat;

    @BeforeAll
    static void begin() throws Exception {
        world = World.begin();
        ann = world.person();
        bob = world.person();
    }

    @BeforeEach
    void makeAChat() {
        chat = world.chat("group", ann, bob);
    }

    @AfterAll
    static void end() {
        assertThat(world.log().faults()).isEmpty();
        world.close();
    }

    @Test
    void membersLearnOfItByTheLogAndWhoHasTheNameSeesIt() throws IOException {
        String url = url(put("jpeg", TestPicture.of("jpeg", 1200, 800)).expect(200));

        assertThat(last()).isEqualTo(Op.Update.avatar(url));
        assertThat(url(bob.client().get(path("")).expect(200))).isEqualTo(url);
        ApiAnswer shown = anybody().get(url).expect(200);
        assertThat(shown.header("Content-Type")).isEqualTo("image/jpeg");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(shown.body()));
        assertThat(image.getWidth()).isEqualTo(512).isEqualTo(image.getHeight());
        anybody().get(url).header("If-None-Match", shown.header("ETag")).expect(304);
    }

    @Test
    void anotherOneReplacesItAndItIsTakenAwayOnce() {
        String first = url(put("png", TestPicture.of("png", 20, 20)).expect(200));
        String second = url(put("gif", TestPicture.of("gif", 20, 20)).expect(200));
        anybody().get(first).expectProblem(404, "not_found");

        ann.client().delete(path("/avatar")).expect(204);
        ann.client().delete(path("/avatar")).expect(204);

        anybody().get(second).expectProblem(404, "not_found");
        assertThat(bob.client().get(path("")).expect(200).json().has("avatar_url")).isFalse();
        assertThat(last()).isEqualTo(Op.Update.avatar(""));
        assertThat(world.log().log(chat)).hasSize(4);
    }

    @Test
    void whoHoldsAnInvitationSeesItToo() {
        String url = url(put("png", TestPicture.of("png", 20, 20)).expect(200));
        String code =
                ann.client()
                        .post(path("/invites"), Map.of())
                        .expect(201)
                        .json()
                        .get("code")
                        .asText();

        JsonNode outside = world.person().client().get("/v1/invites/" + code).expect(200).json();

        assertThat(outside.get("avatar_url").asText()).isEqualTo(url);
    }

    @Test
    void whoHasNotSeenTheLastChangeChangesNothing() {
        String seen = ann.client().get(path("")).expect(200).header("ETag");
        put("png", TestPicture.of("png", 20, 20)).header("If-Match", seen).expect(200);

        put("png", TestPicture.of("png", 20, 20))
                .header("If-Match", seen)
                .expectProblem(412, "conflict");
        ann.client()
                .delete(path("/avatar"))
                .header("If-Match", seen)
                .expectProblem(412, "conflict");
        assertThat(world.log().log(chat)).hasSize(2);
    }

    @Test
    void whatIsNoPictureIsRefused() {
        put("png", "<svg/>".getBytes(StandardCharsets.UTF_8)).expectProblem(400, "bad_request");
        put("png", new byte[4 * 1024 * 1024 + 1]).expectProblem(413, "too_large");
        put("svg+xml", TestPicture.of("png", 20, 20))
                .invalidOnPurpose()
                .expectProblem(415, "unsupported");
        assertThat(world.log().log(chat)).hasSize(1);
    }

    @Test
    void uploadsAreCountedOverAllInstancesBeforeAnyWorkIsDoneForThem() {
        Person carl = world.person();
        ChatId his = world.chat("channel", carl, bob);
        Map<String, String> limit = Map.of("limits.pictures-per-hour", "2");
        byte[] none = new byte[10];
        try (ChatApp one = world.startApp(limit);
                ChatApp other = world.startApp(limit)) {
            upload(one, bob, his, none).expectProblem(403, "forbidden");
            upload(one, carl, his, none).expectProblem(400, "bad_request");
            upload(other, carl, his, none).expectProblem(400, "bad_request");

            ApiAnswer refused = upload(one, carl, his, none).expectProblem(429, "rate_limited");

            assertThat(Long.parseLong(refused.header("Retry-After")))
                    .as("seconds until one of two in an hour is regained")
                    .isBetween(1L, 1800L);
            upload(other, carl, world.chat("group", carl), none).expectProblem(429, "rate_limited");
            upload(other, ann, chat, TestPicture.of("png", 20, 20)).expect(200);
        }
        assertThat(world.log().log(his)).hasSize(1);
    }

    private static ApiRequest upload(ChatApp app, Person person, ChatId chat, byte[] picture) {
        return world.client(app, person)
                .put("/v1/chats/" + chat + "/avatar", picture)
                .header("Content-Type", "image/png");
    }

    @Test
    void itGoesWithTheChat() {
        String url = url(put("png", TestPicture.of("png", 20, 20)).expect(200));

        ann.client().delete(path("")).expect(204);

        anybody().get(url).expectProblem(404, "not_found");
    }

    private ApiRequest put(String type, byte[] picture) {
        return ann.client().put(path("/avatar"), picture).header("Content-Type", "image/" + type);
    }

    private static OpenApiClient anybody() {
        return ann.client().anonymous();
    }

    private static String url(ApiAnswer answer) {
        return answer.json().get("avatar_url").asText();
    }

    private Op last() {
        return world.log().log(chat).getLast().op();
    }

    private String path(String rest) {
        return "/v1/chats/" + chat + rest;
    }
}
