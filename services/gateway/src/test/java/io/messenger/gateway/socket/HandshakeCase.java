package io.messenger.gateway.socket;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A right handshake with some header lines replaced, and how it must be answered.
///
/// @param name a sentence
/// @param firstLine of the request
/// @param changes lines as `Name: value` that replace all of that name, or `-Name`, which removes
///   it
/// @param expected the status, and what else must stand in the answer
record HandshakeCase(String name, String firstLine, List<String> changes, List<String> expected) {
    private static final List<String> RIGHT =
            List.of(
                    "Host: chat.example",
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: " + RawPeer.KEY);

    static HandshakeCase of(String name, String change, String... expected) {
        List<String> changes = change.isEmpty() ? List.of() : List.of(change.split("\n"));
        return new HandshakeCase(name, "GET /v1/ws HTTP/1.1", changes, List.of(expected));
    }

    HandshakeCase at(String otherFirstLine) {
        return new HandshakeCase(name, otherFirstLine, changes, expected);
    }

    boolean accepted() {
        return expected.getFirst().equals("101");
    }

    byte[] request() {
        List<String> lines = new ArrayList<>(RIGHT);
        for (String change : changes) {
            String name = change.replaceFirst("^-", "").split(":", 2)[0] + ":";
            if (!change.startsWith("+")) {
                lines.removeIf(line -> line.startsWith(name));
            }
        }
        for (String change : changes) {
            if (!change.startsWith("-")) {
                lines.add(change.replaceFirst("^\\+", ""));
            }
        }
        String head = firstLine + "\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
        return head.getBytes(StandardCharsets.US_ASCII);
    }

    /// Header names in answers come in any case.
    List<String> expectedLowerCase() {
        return expected.stream().map(line -> line.toLowerCase(Locale.ROOT)).toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
