package io.messenger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.messenger.contracts.ChatId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class FramesTest {
    private final List<String> frames = new ArrayList<>();

    @Test
    void theNumberOfAMessageComesBackFromItsKey() {
        String run = "0198c0de-0000-7000-8000-";
        byte[] frame = ClientFrames.send(new ChatId(UUID.randomUUID()), run, 10).with(0x12ab3);
        int key = Bytes.after(frame, 0, frame.length, Bytes.of("\"client_msg_id\":\""));
        assertThat(Bytes.hex(frame, key + run.length(), Template.DIGITS)).isEqualTo(0x12ab3);
        assertThat(new String(frame, StandardCharsets.US_ASCII)).contains(run + "000000012ab3");
    }

    @Test
    void framesAreSplitAndHalfOfOneWaits() throws IOException {
        ByteBuffer in = ByteBuffer.wrap(new byte[] {(byte) 0x81, 1, 'a', (byte) 0x81, 2, 'b'});
        split(in);
        assertThat(frames).containsExactly("a");
        assertThat(in.remaining()).isEqualTo(3);
    }

    @Test
    void aCloseFrameEndsTheMeasurementWithItsCode() {
        ByteBuffer in = ByteBuffer.wrap(new byte[] {(byte) 0x88, 2, 0x0F, (byte) 0xA8});
        assertThatThrownBy(() -> split(in))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("4008");
    }

    private void split(ByteBuffer in) throws IOException {
        boolean more = true;
        while (more) {
            more =
                    new FrameSplitter()
                            .next(
                                    in,
                                    (bytes, from, length) ->
                                            frames.add(
                                                    new String(
                                                            bytes,
                                                            from,
                                                            length,
                                                            StandardCharsets.US_ASCII)));
        }
    }
}
