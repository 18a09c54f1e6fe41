package io.messenger.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.testing.ApiAnswer;
import io.messenger.testing.ApiRequest;
import io.messenger.testing.TestPicture;
import io.messenger.user.UserService.Person;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvatarTest {
    private static final String PATH = "/v1/users/me/avatar";

    private final Person ann = UserService.person();

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif"})
    void everybodyWhoHasTheProfileSeesThePicture(String format) throws IOException {
        String url = avatar(put("image/" + format, TestPicture.of(format, 2000, 1200)).expect(200));
        assertThat(avatar(UserService.person().client().get("/v1/users/" + ann.id()).expect(200)))
                .isEqualTo(url);
        ApiAnswer answer = UserService.client().get(url).expect(200);
        assertThat(answer.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        BufferedImage shown = ImageIO.read(new ByteArrayInputStream(answer.body()));
        assertThat(shown.getWidth()).isEqualTo(512);
        assertThat(shown.getHeight()).isEqualTo(512);
        assertThat(new Color(shown.getRGB(100, 256)).getRed()).as("left is red").isGreaterThan(200);
        assertThat(new Color(shown.getRGB(400, 256)).getBlue())
                .as("right is blue")
                .isGreaterThan(200);
        UserService.client().get(url).header("If-None-Match", answer.header("ETag")).expect(304);
    }

    @Test
    void aPhotoIsTurnedAndLosesWhatItTellsOfItself() throws IOException {
        byte[] plain = TestPicture.of("jpeg", 300, 300);
        byte[] exif =
                ("\u00ff\u00e1\0"
                                + "0Exif\0\0MM\0*\0\0\0\u0008\0\u0001"
                                + "\u0001\u0012\0\u0003\0\0\0\u0001\0\u0006\0\0"
                                + "\0\0\0\0secret place..")
                        .getBytes(StandardCharsets.ISO_8859_1);
        byte[] photo = new byte[plain.length + exif.length];
        System.arraycopy(plain, 0, photo, 0, 2);
        System.arraycopy(exif, 0, photo, 2, exif.length);
        System.arraycopy(plain, 2, photo, 2 + exif.length, plain.length - 2);

        String url = avatar(put("image/jpeg", photo).expect(200));
        byte[] kept = UserService.client().get(url).expect(200).body();
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("secret", "Exif");
        BufferedImage shown = ImageIO.read(new ByteArrayInputStream(kept));
        assertThat(new Color(shown.getRGB(150, 50)).getRed()).as("top").isGreaterThan(200);
        assertThat(new Color(shown.getRGB(150, 250)).getBlue()).as("bottom").isGreaterThan(200);
    }

    @Test
    void anotherPictureHasAnotherNameAndTheOldOneIsGone() throws IOException {
        String first = avatar(put("image/png", TestPicture.of("png", 20, 10)).expect(200));
        String second = avatar(put("image/png", TestPicture.of("png", 20, 10)).expect(200));
        assertThat(second).isNotEqualTo(first);
        UserService.client().get(first).expectProblem(404, "not_found");
        ann.client().delete(PATH).expect(204);
        ann.client().delete(PATH).expect(204);
        UserService.client().get(second).expectProblem(404, "not_found");
        assertThat(ann.client().get("/v1/users/me").expect(200).json().has("avatar_url")).isFalse();
    }

    @Test
    void whoHasNotSeenTheLastPictureDoesNotReplaceIt() throws IOException {
        String seen = ann.client().get("/v1/users/me").expect(200).header("ETag");
        put("image/png", TestPicture.of("png", 10, 10)).header("If-Match", seen).expect(200);
        put("image/png", TestPicture.of("png", 10, 10))
                .header("If-Match", seen)
                .expectProblem(412, "conflict");
        ann.client().delete(PATH).header("If-Match", seen).expectProblem(412, "conflict");
    }

    @Test
    void whatIsNoPictureIsRefused() throws IOException {
        byte[] whole = TestPicture.of("jpeg", 300, 300);
        put("image/jpeg", Arrays.copyOf(whole, 200)).expectProblem(400, "bad_request");
        put("image/jpeg", "<svg/>".getBytes(StandardCharsets.UTF_8))
                .expectProblem(400, "bad_request");
        put("image/png", new byte[0]).expectProblem(400, "bad_request");
        put("image/svg+xml", whole).invalidOnPurpose().expectProblem(415, "unsupported");
        put("\"", whole).invalidOnPurpose().expectProblem(415, "unsupported");
        ann.client().put(PATH, "{}").invalidOnPurpose().expectProblem(415, "unsupported");
    }

    @Test
    void whatIsTooLargeIsRefused() {
        put("image/png", new byte[4 * 1024 * 1024 + 1]).expectProblem(413, "too_large");
        // A few bytes that say they are a picture of 900 million pixels, and one of 64 million.
        put("image/png", pngHeader(30_000, 30_000)).expectProblem(413, "too_large");
        put("image/png", pngHeader(8_000, 8_000)).expectProblem(413, "too_large");
    }

    @Test
    void strangersLearnNothing() {
        UserService.client()
                .get("/v1/avatars/" + UUID.randomUUID())
                .expectProblem(404, "not_found");
        UserService.client()
                .get("/v1/avatars/x")
                .invalidOnPurpose()
                .expectProblem(404, "not_found");
        UserService.client()
                .put(PATH, new byte[1])
                .header("Content-Type", "image/png")
                .expectProblem(401, "unauthenticated");
        UserService.client().delete(PATH).expectProblem(401, "unauthenticated");
    }

    private ApiRequest put(String type, byte[] picture) {
        return ann.client().put(PATH, picture).header("Content-Type", type);
    }

    private static String avatar(ApiAnswer profile) {
        return profile.json().path("avatar_url").asText();
    }

    private static byte[] pngHeader(int width, int height) {
        byte[] header =
                ByteBuffer.allocate(17)
                        .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {8, 2, 0, 0, 0})
                        .array();
        CRC32 crc = new CRC32();
        crc.update(header);
        return ByteBuffer.allocate(33)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
                .putInt(13)
                .put(header)
                .putInt((int) crc.getValue())
                .array();
    }
}
