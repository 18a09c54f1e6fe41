package io.messenger.gateway.socket;

import static io.messenger.gateway.socket.ClientFrames.frame;
import static io.messenger.gateway.socket.ClientFrames.join;
import static io.messenger.gateway.socket.ClientFrames.ping;
import static io.messenger.gateway.socket.ClientFrames.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Text that is UTF-8, and bytes that only look like it (Autobahn's group 6).
final class Utf8Cases {
    private static final String GREEK = "κόσμε 😀 привет";

    private Utf8Cases() {}

    static Stream<FrameCase> valid() {
        Stream<FrameCase> borders =
                IntStream.of(
                                0, 0x7F, 0x80, 0x7FF, 0x800, 0xFFF, 0x1000, 0xCFFF, 0xD7FF, 0xE000,
                                0xFDD0, 0xFFFD, 0xFFFE, 0xFFFF, 0x10000, 0x1FFFE, 0x3FFFF, 0x40000,
                                0xFFFFF, 0x100000, 0x10FFFF)
                        .mapToObj(point ->
                                FrameCase.of(
                                        "character U+" + Integer.toHexString(point),
                                        text(Character.toString(point)),
                                        "text " + Character.toString(point)));
        byte[] greek = GREEK.getBytes(StandardCharsets.UTF_8);
        Stream<FrameCase> cuts =
                IntStream.rangeClosed(0, greek.length)
                        .mapToObj(cut ->
                                FrameCase.of(
                                        "cut at " + cut,
                                        cut(greek, cut),
                                        "pong p",
                                        "text " + GREEK));
        return Stream.concat(borders, cuts);
    }

    static Stream<FrameCase> invalid() {
        return Stream.of(
                        "80",
                        "BF",
                        "C080",
                        "C0AF",
                        "C1BF",
                        "C2",
                        "C328",
                        "E08080",
                        "E09FBF",
                        "E0A0",
                        "E28228",
                        "EDA080",
                        "EDAFBF",
                        "EDB080",
                        "EDBFBF",
                        "EDA080EDB080",
                        "EFBF",
                        "F0808080",
                        "F08FBFBF",
                        "F0908D",
                        "F09F9880F0",
                        "F4908080",
                        "F5808080",
                        "F888808080",
                        "FC8080808080",
                        "FE",
                        "FF",
                        "CEBAE1BDB9CF83CEBCCEB5EDA080656469746564",
                        "616263FF",
                        "E0A080C0")
                .flatMap(Utf8Cases::invalid);
    }

    private static Stream<FrameCase> invalid(String hex) {
        byte[] bad = HexFormat.of().parseHex(hex);
        int half = bad.length / 2;
        return Stream.of(
                FrameCase.of(hex + " in one frame", text(bad), "close 1007"),
                FrameCase.of(
                        hex + " over two frames",
                        join(
                                frame(0x01, Arrays.copyOf(bad, half)),
                                frame(0x80, Arrays.copyOfRange(bad, half, bad.length))),
                        "close 1007"));
    }

    private static byte[] cut(byte[] whole, int at) {
        return join(
                frame(0x01, Arrays.copyOf(whole, at)),
                ping("p"),
                frame(0x80, Arrays.copyOfRange(whole, at, whole.length)));
    }
}
