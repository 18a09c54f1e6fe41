package io.messenger.user;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import io.messenger.platform.Requests;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Makes avatars of what people upload: the middle square of a picture, small, as a JPEG of our own
/// making, so that nothing of the upload is ever sent to others, such as where a photo was taken.
///
/// Threads share it. A few decode at once: a small file can be a very large picture, so its size is
/// looked at first, and of a large one only every n-th pixel is decoded.
final class AvatarImages {
    /// The largest upload, in bytes.
    static final int MAX_BYTES = Requests.MAX_UPLOAD;

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

    /// The avatar that a file makes.
    ///
    /// @throws ApiException `bad_request` when it is no picture, `too_large` when it has too many
    ///   pixels, `unavailable` when too many others want the same now
    byte[] of(byte[] upload) {
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
