package io.messenger.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random conversations, right ones and broken ones; a failing seed is a test case.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrameFuzzTest {
    private static final int ROUNDS = 40;
    private static final String LETTERS = "abc яшщ 漢字 😀🎉 \u0000\u007f";

    private final TestServer server = TestServer.start();

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void rightConversationsAreEchoedHoweverTheyAreCut(long seed) throws Exception {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            List<String> expected = new ArrayList<>();
            byte[] sent = conversation(random, expected);
            try (RawPeer peer = new RawPeer(server.port())) {
                peer.send(RawPeer.request());
                peer.sendInPieces(sent, 1 + random.nextInt(300));
                peer.answer();
                assertThat(peer.untilEnd()).as("seed %d round %d", seed, round).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void brokenBytesEndInACloseFrameAndHarmNobody(long seed) throws Exception {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] sent = conversation(random, new ArrayList<>());
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                sent[random.nextInt(sent.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try (RawPeer peer = server.open()) {
                peer.send(sent);
                peer.finish();
                List<String> lines = peer.untilEnd();
                assertThat(lines).as("seed %d round %d", seed, round).doesNotContain("reset");
            }
        }
        try (RawPeer peer = server.open()) {
            peer.send(ClientFrames.text("alive"));
            assertThat(peer.next()).isEqualTo("text alive");
        }
    }

    private static byte[] conversation(Random random, List<String> expected) {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        for (int messages = random.nextInt(6); messages > 0; messages--) {
            message(random, sent, expected);
        }
        sent.writeBytes(ClientFrames.close(1000));
        expected.add("close 1000");
        return sent.toByteArray();
    }

    private static void message(Random random, ByteArrayOutputStream sent, List<String> expected) {
        String text = text(random);
        byte[] bytes = ClientFrames.bytes(text);
        int at = 0;
        int opcode = Opcode.TEXT;
        while (random.nextInt(3) > 0) {
            int to = at + random.nextInt(bytes.length - at + 1);
            sent.writeBytes(ClientFrames.frame(opcode, part(bytes, at, to)));
            opcode = Opcode.CONTINUATION;
            at = to;
            if (random.nextBoolean()) {
                sent.writeBytes(ClientFrames.ping("p" + at));
                expected.add("pong p" + at);
            }
        }
        sent.writeBytes(ClientFrames.frame(0x80 | opcode, part(bytes, at, bytes.length)));
        expected.add("text " + text);
    }

    private static String text(Random random) {
        int[] points = LETTERS.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(random.nextBoolean() ? 40 : 3_000); length > 0; length--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    private static byte[] part(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }
}
