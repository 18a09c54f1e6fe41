package io.messenger.contracts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;

/// What version 1 looks like on the wire: a release that writes or reads it otherwise breaks
/// others.
final class Golden {
    static final ChatId CHAT = ChatId.parse("0198c0de-0000-7000-8000-0000000000c1");
    static final UserId ANN = UserId.parse("0198c0de-0000-7000-8000-00000000000a");
    static final UserId BEN = UserId.parse("0198c0de-0000-7000-8000-00000000000b");
    static final ClientMsgId ID = ClientMsgId.parse("0198c0de-0000-7000-8000-0000000000d1");
    static final DeviceId DEVICE = DeviceId.parse("0198c0de-0000-7000-8000-0000000000e1");
    static final ConnId CONN = ConnId.parse("0198c0de-0000-7000-8000-0000000000f1");
    static final Instant AT = Instant.parse("2026-11-22T12:00:00.123Z");
    static final Instant LATER = Instant.parse("2026-11-22T12:05:00Z");
    static final Body BODY = new Body("привет \"\uD83D\uDC4B\"\n");

    private Golden() {}

    /// The file's JSON in one line, fields in the file's order.
    static String line(String name) {
        String file = "/golden/v1/" + name + ".json";
        try (InputStream in = Golden.class.getResourceAsStream(file)) {
            return Json.MAPPER.readTree(Objects.requireNonNull(in, file)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    static byte[] bytes(String name) {
        return line(name).getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
