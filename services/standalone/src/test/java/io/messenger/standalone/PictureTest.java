package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.ChatId;
import io.messenger.testing.Account;
import io.messenger.testing.ApiAnswer;
import io.messenger.testing.OpenApiClient;
import io.messenger.testing.TestDevice;
import io.messenger.testing.TestPicture;
import io.messenger.testing.TestSocket;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// Pictures of users through the gateway.
class PictureTest {
    private static final String PATH = "/v1/users/me/avatar";

    private static final Duration WITHIN = Duration.ofSeconds(20);

    private final Account anna = WholeMessenger.accounts().create("anna");
    private final Account boris = WholeMessenger.accounts().create("boris");

    @Test
    void aPictureIsUploadedAtTheDoorAndShownToWhoeverSeesTheProfile() throws IOException {
        byte[] picture = picture();
        assertThat(picture.length).as("longer than any JSON").isGreaterThan(1_000_000);
        as(anna).put(PATH, picture).header("Content-Type", "image/png").expect(200);

        String url =
                as(boris)
                        .get("/v1/users/" + anna.userId())
                        .expect(200)
                        .json()
                        .get("avatar_url")
                        .asText();
        ApiAnswer shown = WholeMessenger.api().get(url).expect(200);
        assertThat(shown.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(ImageIO.read(new ByteArrayInputStream(shown.body())).getWidth()).isEqualTo(512);

        as(anna).delete(PATH).expect(204);
        WholeMessenger.api().get(url).expectProblem(404, "not_found");
    }

    @Test
    void aPictureWithoutALengthIsTakenAndOneThatIsTooLongIsRefused() throws Exception {
        byte[] picture = picture();
        assertThat(upload(PATH, "image/png", new ByteArrayInputStream(picture))).isEqualTo(200);
        InputStream more = new ByteArrayInputStream(new byte[5_000_000]);
        assertThat(
                        upload(
                                PATH,
                                "image/png",
                                new SequenceInputStream(new ByteArrayInputStream(picture), more)))
                .isEqualTo(413);
        assertThat(
                        upload(
                                "/v1/users/me/settings",
                                "application/json",
                                new ByteArrayInputStream(new byte[300_000])))
                .isEqualTo(413);
    }

    @Test
    void aChatsPictureIsToldToItsMembersWhereverTheyAreAndToThoseWhoComeLater() {
        TwoGateways messenger = TwoGateways.shared();
        Account owner = messenger.account("owner");
        Account ann = messenger.account("ann");
        Account ben = messenger.account("ben");
        ChatId chat = messenger.group(owner, ann);
        OpenApiClient client = WholeMessenger.api(messenger.first()).as(owner.accessToken());
        try (TestDevice a = messenger.atSecond(ann);
                TestDevice b = messenger.atFirst(ben)) {
            String url =
                    client.put("/v1/chats/" + chat + "/avatar", TestPicture.of("png", 600, 600))
                            .header("Content-Type", "image/png")
                            .expect(200)
                            .json()
                            .get("avatar_url")
                            .asText();
            a.awaitSeq(chat, 2, WITHIN);
            assertThat(a.log(chat).getLast().what().get("avatar_url").asText()).isEqualTo(url);
            client.anonymous().get(url).expect(200);

            messenger.join(chat, owner, ben, "member");
            b.awaitMembership(chat, true, WITHIN);
            assertThat(b.log(chat).getFirst().what().get("chat").get("avatar_url").asText())
                    .isEqualTo(url);
        }
        try (TestSocket socket = TestSocket.open(messenger.second())) {
            socket.send(
                    Map.of(
                            "t", "auth",
                            "token", ann.accessToken(),
                            "device_id", ann.deviceId(),
                            "cursors", Map.of()));
            assertThat(socket.awaitType("ready").get("chats").get(0).get("avatar_url").asText())
                    .startsWith("/v1/chat-avatars/");
        }
    }

    private int upload(String path, String type, InputStream body) throws Exception {
        HttpRequest put =
                HttpRequest.newBuilder(WholeMessenger.gateway().resolve(path))
                        .header("Authorization", "Bearer " + anna.accessToken())
                        .header("Content-Type", type)
                        .PUT(BodyPublishers.ofInputStream(() -> body))
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<Void> answer = http.send(put, BodyHandlers.discarding());
            return answer.statusCode();
        }
    }

    private static OpenApiClient as(Account account) {
        return WholeMessenger.api().as(account.accessToken());
    }

    /// Noise, which no format makes small.
    private static byte[] picture() throws IOException {
        BufferedImage image = new BufferedImage(800, 700, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, "png", out)).isTrue();
        return out.toByteArray();
    }
}
