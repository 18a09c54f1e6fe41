package io.messenger.gateway;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The headers of one message that belong to one hop (RFC 9110, 7.6.1), so that no proxy passes
/// them on: the well-known ones and those that the message's `Connection` names.
record HopHeaders(Set<String> named) {
    private static final Set<String> ALWAYS =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "http2-settings",
                    // Each hop counts its own bytes.
                    "content-length");

    /// @param connection the values of the header `Connection`
    static HopHeaders of(Collection<String> connection) {
        Set<String> named = new HashSet<>();
        for (String value : connection) {
            for (String name : List.of(value.split(",", -1))) {
                named.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        return new HopHeaders(named);
    }

    boolean contains(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ALWAYS.contains(lower) || named.contains(lower) || lower.startsWith(":");
    }
}
