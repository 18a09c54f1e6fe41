package io.messenger.gateway.socket;

import static io.messenger.gateway.socket.ClientFrames.bytes;
import static io.messenger.gateway.socket.ClientFrames.close;
import static io.messenger.gateway.socket.ClientFrames.frame;
import static io.messenger.gateway.socket.ClientFrames.header;
import static io.messenger.gateway.socket.ClientFrames.join;
import static io.messenger.gateway.socket.ClientFrames.ping;
import static io.messenger.gateway.socket.ClientFrames.pong;
import static io.messenger.gateway.socket.ClientFrames.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Pings, pongs and the closing handshake (Autobahn's groups 2 and 7).
final class ControlFrameCases {
    private ControlFrameCases() {}

    static Stream<FrameCase> pings() {
        return Stream.of(
                FrameCase.of("empty ping", ping(""), "pong "),
                FrameCase.of("ping with payload", ping("Hello"), "pong Hello"),
                FrameCase.of("longest ping", ping("p".repeat(125)), "pong " + "p".repeat(125)),
                FrameCase.of("ping too long", frame(0x89, bytes("p".repeat(126))), "close 1002"),
                FrameCase.of(
                        "ping in 16-bit length", frame(0x89, 0xFE, 2, bytes("p")), "close 1002"),
                FrameCase.of(
                        "ping in 64-bit length", frame(0x89, 0xFF, 8, bytes("p")), "close 1002"),
                FrameCase.of("fragmented ping", frame(0x09, bytes("p")), "close 1002"),
                FrameCase.of("unsolicited pong", pong("x")),
                FrameCase.of("empty pong", pong("")),
                FrameCase.of("fragmented pong", frame(0x0A, bytes("p")), "close 1002"),
                FrameCase.of("pong too long", frame(0x8A, bytes("p".repeat(126))), "close 1002"),
                FrameCase.of("pong, then ping", join(pong("x"), ping("y")), "pong y"),
                FrameCase.of("ping before text", join(ping("a"), text("b")), "pong a", "text b"),
                FrameCase.of(
                        "ten pings are answered in order",
                        join(Stream.of("0123456789".split("")).map(ClientFrames::ping).toArray()),
                        Stream.of("0123456789".split(""))
                                .map("pong "::concat)
                                .toArray(String[]::new)));
    }

    static Stream<FrameCase> closings() {
        List<FrameCase> cases = new ArrayList<>();
        for (int code :
                new int[] {
                    1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000,
                    3999, 4000, 4999
                }) {
            cases.add(FrameCase.of("close " + code + " is echoed", close(code), "close " + code));
        }
        for (int code :
                new int[] {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535}) {
            cases.add(FrameCase.of("close " + code + " is not allowed", close(code), "close 1002"));
        }
        return Stream.concat(
                cases.stream(),
                Stream.of(
                        FrameCase.of("close without code", frame(0x88, new byte[0]), "close"),
                        FrameCase.of(
                                "close with half a code", frame(0x88, new byte[1]), "close 1002"),
                        FrameCase.of("close with reason", close(1000, "bye"), "close 1000"),
                        FrameCase.of("longest reason", close(1000, "r".repeat(123)), "close 1000"),
                        FrameCase.of("reason too long", close(1000, "r".repeat(124)), "close 1002"),
                        FrameCase.of("reason in Cyrillic", close(1000, "пока"), "close 1000"),
                        FrameCase.of(
                                "reason not UTF-8",
                                frame(0x88, join(0x03, 0xE8, 0xC3, 0x28)),
                                "close 1007"),
                        FrameCase.of(
                                "reason cut in a character",
                                frame(0x88, join(0x03, 0xE8, 0xD0)),
                                "close 1007"),
                        FrameCase.of("fragmented close", frame(0x08, join(3, 232)), "close 1002"),
                        FrameCase.of(
                                "close announced too long",
                                header(0x88, 0xFE, 2, 126),
                                "close 1002"),
                        FrameCase.of("two closes", join(close(1000), close(1001)), "close 1000"),
                        FrameCase.of(
                                "text after close", join(close(1000), text("x")), "close 1000"),
                        FrameCase.of(
                                "ping after close", join(close(1000), ping("x")), "close 1000"),
                        FrameCase.of(
                                "rubbish after close", join(close(1000), 0xFF, 0xFF), "close 1000"),
                        FrameCase.of(
                                "text before close is answered",
                                join(text("a"), text("b"), close(1000)),
                                "text a",
                                "text b",
                                "close 1000")));
    }
}
