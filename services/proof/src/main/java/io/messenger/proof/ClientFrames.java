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

    private ClientFrames() {}

    /// @param cursors seq by chat: what the device has
    static ByteBuffer auth(Person person, Map<String, Long> cursors) {
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
                                cursors)));
    }

    static ByteBuffer ping() {
        return frame("{\"t\":\"ping\"}".getBytes(StandardCharsets.US_ASCII));
    }

    static ByteBuffer read(ChatId chat, long seq) {
        return frame(Json.bytes(Map.of("t", "read", "chat_id", chat, "seq", seq)));
    }

    /// A `send` whose key ends with the number.
    ///
    /// @param run 24 characters that begin every key of this run
    static Template send(ChatId chat, String run, int textBytes) {
        String json =
                """
                {"t":"send","client_msg_id":"%s000000000000","chat_id":"%s","body":{"type":"text","text":"%s"}}\
                """
                        .formatted(run, chat, "x".repeat(textBytes));
        ByteBuffer frame = frame(json.getBytes(StandardCharsets.US_ASCII));
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return new Template(bytes, "\"client_msg_id\":\"" + run);
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
