package io.messenger.gateway.socket;

import static io.messenger.gateway.socket.ClientFrames.begin;
import static io.messenger.gateway.socket.ClientFrames.bytes;
import static io.messenger.gateway.socket.ClientFrames.close;
import static io.messenger.gateway.socket.ClientFrames.end;
import static io.messenger.gateway.socket.ClientFrames.frame;
import static io.messenger.gateway.socket.ClientFrames.header;
import static io.messenger.gateway.socket.ClientFrames.join;
import static io.messenger.gateway.socket.ClientFrames.more;
import static io.messenger.gateway.socket.ClientFrames.ping;
import static io.messenger.gateway.socket.ClientFrames.pong;
import static io.messenger.gateway.socket.ClientFrames.text;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Lengths, reserved bits and opcodes, masks and fragments (Autobahn's groups 1, 3, 4, 5, 9, 10).
final class DataFrameCases {
    private static final int LIMIT = 65_536;

    private DataFrameCases() {}

    static Stream<FrameCase> lengths() {
        return Stream.concat(
                IntStream.of(
                                0, 1, 3, 4, 115, 121, 122, 123, 124, 125, 126, 127, 128, 129, 4_095,
                                4_096, 4_097, 8_192, 65_534, 65_535, LIMIT)
                        .mapToObj(length ->
                                FrameCase.of(
                                        "text of " + length,
                                        text("*".repeat(length)),
                                        "text " + "*".repeat(length))),
                Stream.of(
                        FrameCase.of("a byte too many", text("*".repeat(LIMIT + 1)), "close 1009"),
                        FrameCase.of("far too many", text("*".repeat(300_000)), "close 1009"),
                        FrameCase.of(
                                "huge, only announced",
                                header(0x81, 0xFF, 8, Long.MAX_VALUE),
                                "close 1009"),
                        FrameCase.of(
                                "above 32 bits",
                                header(0x81, 0xFF, 8, (1L << 32) + 5),
                                "close 1009"),
                        FrameCase.of("negative length", header(0x81, 0xFF, 8, -1), "close 1002"),
                        FrameCase.of(
                                "length longer than needed, 16 bits",
                                frame(0x81, 0xFE, 2, bytes("abc")),
                                "text abc"),
                        FrameCase.of(
                                "length longer than needed, 64 bits",
                                frame(0x81, 0xFF, 8, bytes("abc")),
                                "text abc"),
                        FrameCase.of(
                                "limit over fragments",
                                join(begin("*".repeat(LIMIT)), end("")),
                                "text " + "*".repeat(LIMIT)),
                        FrameCase.of(
                                "limit passed over fragments",
                                join(begin("*".repeat(LIMIT)), end("*")),
                                "close 1009"),
                        FrameCase.of(
                                "limit and a ping between",
                                join(begin("*".repeat(LIMIT)), ping("still"), end("")),
                                "pong still",
                                "text " + "*".repeat(LIMIT))));
    }

    static Stream<FrameCase> headers() {
        Stream<FrameCase> reserved =
                IntStream.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15)
                        .boxed()
                        .flatMap(opcode ->
                                Stream.of(
                                        FrameCase.of(
                                                "opcode " + opcode,
                                                frame(0x80 | opcode, bytes("x")),
                                                "close 1002"),
                                        FrameCase.of(
                                                "opcode " + opcode + ", not final",
                                                frame(opcode, bytes("")),
                                                "close 1002"),
                                        FrameCase.of(
                                                "opcode " + opcode + " after text",
                                                join(text("a"), frame(0x80 | opcode, bytes(""))),
                                                "text a",
                                                "close 1002")));
        Stream<FrameCase> bits =
                IntStream.rangeClosed(1, 7)
                        .boxed()
                        .flatMap(rsv ->
                                Stream.of(
                                        FrameCase.of(
                                                "reserved bits " + rsv + " in text",
                                                frame(0x81 | rsv << 4, bytes("x")),
                                                "close 1002"),
                                        FrameCase.of(
                                                "reserved bits " + rsv + " in ping",
                                                join(text("a"), frame(0x89 | rsv << 4, bytes("x"))),
                                                "text a",
                                                "close 1002"),
                                        FrameCase.of(
                                                "reserved bits " + rsv + " in close",
                                                frame(0x88 | rsv << 4, join(3, 232)),
                                                "close 1002")));
        return Stream.of(reserved, bits, masks()).flatMap(cases -> cases);
    }

    private static Stream<FrameCase> masks() {
        return Stream.of(
                FrameCase.of("text not masked", join(0x81, 1, bytes("x")), "close 1002"),
                FrameCase.of("empty text not masked", join(0x81, 0), "close 1002"),
                FrameCase.of("ping not masked", join(0x89, 0), "close 1002"),
                FrameCase.of("close not masked", join(0x88, 2, 3, 232), "close 1002"),
                FrameCase.of(
                        "mask of zeros", join(0x81, 0x83, 0, 0, 0, 0, bytes("abc")), "text abc"),
                FrameCase.of("binary", frame(0x82, bytes("x")), "close 1003"),
                FrameCase.of("empty binary", frame(0x82, bytes("")), "close 1003"),
                FrameCase.of("fragmented binary", frame(0x02, bytes("x")), "close 1003"),
                FrameCase.of(
                        "binary after text",
                        join(text("a"), frame(0x82, bytes("x"))),
                        "text a",
                        "close 1003"));
    }

    static Stream<FrameCase> fragments() {
        return Stream.of(
                FrameCase.of("two fragments", join(begin("Hel"), end("lo")), "text Hello"),
                FrameCase.of("three fragments", join(begin("a"), more("b"), end("c")), "text abc"),
                FrameCase.of("empty fragments", join(begin(""), more(""), end("")), "text "),
                FrameCase.of(
                        "empty around text", join(begin(""), more("mid"), end("")), "text mid"),
                FrameCase.of(
                        "ping between", join(begin("a"), ping("p"), end("b")), "pong p", "text ab"),
                FrameCase.of("pong between", join(begin("a"), pong("p"), end("b")), "text ab"),
                FrameCase.of(
                        "pings between all",
                        join(begin("a"), ping("1"), more("b"), ping("2"), end("c")),
                        "pong 1",
                        "pong 2",
                        "text abc"),
                FrameCase.of("close between", join(begin("a"), close(1001)), "close 1001"),
                FrameCase.of(
                        "hundred fragments",
                        join(
                                Stream.of(
                                                Stream.of(begin("x")),
                                                Stream.generate(() -> more("y")).limit(98),
                                                Stream.of(end("z")))
                                        .flatMap(s -> s)
                                        .toArray()),
                        "text x" + "y".repeat(98) + "z"),
                FrameCase.of(
                        "two messages in fragments",
                        join(begin("a"), end("b"), begin("c"), end("d")),
                        "text ab",
                        "text cd"),
                FrameCase.of(
                        "fragments, then whole",
                        join(begin("a"), end("b"), text("c")),
                        "text ab",
                        "text c"),
                FrameCase.of("last without first", end("x"), "close 1002"),
                FrameCase.of("middle without first", more("x"), "close 1002"),
                FrameCase.of(
                        "last twice",
                        join(begin("a"), end("b"), end("c")),
                        "text ab",
                        "close 1002"),
                FrameCase.of("text inside a message", join(begin("a"), text("b")), "close 1002"),
                FrameCase.of("first inside a message", join(begin("a"), begin("b")), "close 1002"),
                FrameCase.of(
                        "binary inside a message",
                        join(begin("a"), frame(0x82, bytes("b"))),
                        "close 1003"),
                FrameCase.of(
                        "continuation after a message",
                        join(text("a"), more("b")),
                        "text a",
                        "close 1002"),
                FrameCase.of(
                        "many messages at once",
                        join(Stream.generate(() -> text("m")).limit(200).toArray()),
                        Stream.generate(() -> "text m").limit(200).toArray(String[]::new)));
    }
}
