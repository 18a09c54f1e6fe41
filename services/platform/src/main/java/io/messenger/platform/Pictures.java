package io.messenger.platform;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Takes pictures that people upload and shows them to others: the middle square, small, as a JPEG
/// of our own making, so that nothing of the upload is ever sent on, such as where a photo was
/// taken. Each is named at random, and whoever knows the name may see it.
///
/// Threads share it. A few decode at once: a small file can be a very large picture, so its size is
/// looked at first, and of a large one only every n-th pixel is decoded.
public final class Pictures {
    private static final Set<String> TYPES = Set.of("image/jpeg", "image/png", "image/gif");
    private static final HeaderName NOSNIFF = HeaderNames.create("X-Content-Type-Options");
    private static final HeaderName POLICY = HeaderNames.create("Content-Security-Policy");

    /// A name shows the same for ever; but whoever takes a picture away wants it gone, so no cache
    /// keeps it longer than a day, and none that people share.
    private static final String CACHING = "private, max-age=86400, immutable";

    /// The longest side of a picture, in pixels.
    static final int MAX_SIDE = 8192;

    /// The most pixels: what most telephones make, and the reader of progressive JPEGs holds
    /// several bytes of each.
    static final int MAX_PIXELS = 16 * 1024 * 1024;

    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    static {
        // Else a desktop would show that a program with windows has been started.
        System.setProperty("java.awt.headless", "true");
    }

    private final Semaphore places = new Semaphore(AT_ONCE, true);

    /// The file that a request brings, not looked at yet.
    ///
    /// @throws ApiException `unsupported` when it does not say that it is a picture, `too_large`
    ///   above [Requests#MAX_UPLOAD]
    public static byte[] upload(ServerRequest req) {
        // As it came: Helidon's own reading fails for what is no media type.
        String type = req.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        if (!TYPES.contains(type.split(";", 2)[0].strip())) {
            throw new ApiException(
                    ErrorCode.UNSUPPORTED, "A picture is image/jpeg, image/png or image/gif.");
        }
        return Requests.bytes(req, Requests.MAX_UPLOAD);
    }

    /// Answers with a picture that [#of] made.
    public static void show(ServerRequest req, ServerResponse res, UUID name, byte[] image) {
        EntityTag tag = EntityTag.named(name.toString());
        tag.show(res);
        res.header(HeaderNames.CACHE_CONTROL, CACHING);
        res.header(NOSNIFF, "nosniff");
        // Opened as a page of its own it is only a picture.
        res.header(POLICY, "default-src 'none'; frame-ancestors 'none'; sandbox");
        if (tag.isHadBy(req)) {
            res.status(304).send();
            return;
        }
        res.header(HeaderNames.CONTENT_TYPE, "image/jpeg");
        res.send(image);
    }

    /// Of a name that shows nothing.
    public static ApiException none() {
        return new ApiException(ErrorCode.NOT_FOUND, "There is no such picture.");
    }

    /// The picture that others see of a file.
    ///
    /// @throws ApiException `bad_request` when it is no picture, `too_large` when it has too many
    ///   pixels, `unavailable` when too many others want the same now
    public byte[] of(byte[] upload) {
        String format = format(upload);
        takePlace();
        try {
            BufferedImage square = decode(upload, format);
            int orientation = format.equals("jpeg") ? Orientation.ofJpeg(upload) : 1;
            return Portrait.jpeg(square, orientation);
        } finally {
            places.release();
        }
    }

    private void takePlace() {
        try {
            if (places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw ApiException.later(
                ErrorCode.UNAVAILABLE, "Too many pictures come at once.", Duration.ofSeconds(2));
    }

    /// By its first bytes, whatever the client says it is: no other reader of the JDK gets it.
    private static String format(byte[] upload) {
        if (begins(upload, 0xff, 0xd8, 0xff)) {
            return "jpeg";
        }
        if (begins(upload, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
            return "png";
        }
        if (begins(upload, 'G', 'I', 'F', '8')) {
            return "gif";
        }
        throw noPicture();
    }

    private static boolean begins(byte[] upload, int... signature) {
        for (int i = 0; i < signature.length; i++) {
            if (i == upload.length || (upload[i] & 0xff) != signature[i]) {
                return false;
            }
        }
        return true;
    }

    private static BufferedImage decode(byte[] upload, String format) {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(upload))) {
            // Without metadata, which may be much longer than it looks.
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            demandSize(width, height);
            int side = Math.min(width, height);
            ImageReadParam part = reader.getDefaultReadParam();
            part.setSourceRegion(
                    new Rectangle((width - side) / 2, (height - side) / 2, side, side));
            int step = Math.max(1, side / (2 * Portrait.SIDE));
            part.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, part);
        } catch (ApiException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The readers promise IOException alone; on broken files they throw anything.
            throw noPicture();
        } finally {
            reader.dispose();
        }
    }

    private static void demandSize(int width, int height) {
        if (width < 1 || height < 1) {
            throw noPicture();
        }
        if (width > MAX_SIDE || height > MAX_SIDE || (long) width * height > MAX_PIXELS) {
            throw new ApiException(
                    ErrorCode.TOO_LARGE,
                    "A picture has at most %d pixels a side and %d in all."
                            .formatted(MAX_SIDE, MAX_PIXELS));
        }
    }

    private static ApiException noPicture() {
        return new ApiException(
                ErrorCode.BAD_REQUEST, "This is no JPEG, PNG or GIF that can be read.");
    }
}
