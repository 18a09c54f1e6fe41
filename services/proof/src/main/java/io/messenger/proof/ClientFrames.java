package io.messenger.proof;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Frames from client to server. They are masked with zeros, which RFC 6455 allows and which costs
/// the measuring side nothing.
final class ClientFrames {
    private static final int TEXT = 0x81;
    private static final int MASKED = 0x80;

    /// Where in a key the number of the message stands: the last twelve hexadecimal digits.
    private static final int KEY_DIGITS = 12;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private ClientFrames() {}

    static ByteBuffer auth(Person person) {
        return frame(
                Json.bytes(
                        Map.of(
                                "t",
                                "auth",
                                "token",
                                person.token(),
                                "device_id",
                                person.deviceId(),
                                "cursors",
                                Map.of())));
    }

    static ByteBuffer ping() {
        return frame("{\"t\":\"ping\"}".getBytes(StandardCharsets.US_ASCII));
    }

    /// A `send` whose key ends with a number that [#number] fills in.
    ///
    /// @param run 24 characters that begin every key of this run
    static byte[] sendTemplate(ChatId chat, String run, int textBytes) {
        String json =
                """
                {"t":"send","client_msg_id":"%s000000000000","chat_id":"%s","body":{"type":"text","text":"%s"}}\
                """
                        .formatted(run, chat, "x".repeat(textBytes));
        ByteBuffer frame = frame(json.getBytes(StandardCharsets.US_ASCII));
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    /// Writes the number of the message into a template.
    static void number(byte[] template, int keyAt, long number) {
        for (int i = KEY_DIGITS - 1, rest = 0; i >= 0; i--, rest++) {
            template[keyAt + i] = HEX[(int) (number >>> (4 * rest)) & 15];
        }
    }

    /// Where the number stands in a template of [#sendTemplate].
    static int keyAt(byte[] template) {
        String text = new String(template, StandardCharsets.ISO_8859_1);
        return text.indexOf("\",\"chat_id\"") - KEY_DIGITS;
    }

    private static ByteBuffer frame(byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).put((byte) TEXT);
        if (payload.length < 126) {
            frame.put((byte) (MASKED | payload.length));
        } else {
            frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
        }
        return frame.putInt(0).put(payload).flip();
    }
}
