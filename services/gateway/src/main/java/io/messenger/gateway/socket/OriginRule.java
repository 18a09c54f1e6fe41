package io.messenger.gateway.socket;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Which pages may open a socket. A browser always names the page's origin, so a foreign page
/// cannot ride on a user's network position; programs that are no browsers name none.
final class OriginRule {
    private final Set<String> allowed;

    /// @param allowed origins as browsers write them, as `https://chat.example`
    OriginRule(Set<String> allowed) {
        this.allowed = allowed.stream().map(OriginRule::plain).collect(Collectors.toSet());
    }

    /// No origin, the host's own, or one of the list.
    boolean accepts(Headers headers) {
        if (!headers.contains(HeaderNames.ORIGIN)) {
            return true;
        }
        List<String> origins = headers.get(HeaderNames.ORIGIN).allValues();
        if (origins.size() != 1) {
            return false;
        }
        String origin = plain(origins.getFirst());
        return allowed.contains(origin) || isOwn(origin, headers);
    }

    /// TLS may end before us, so the scheme tells only which port is the default.
    private static boolean isOwn(String origin, Headers headers) {
        if (!headers.contains(HeaderNames.HOST)) {
            return false;
        }
        String host = headers.get(HeaderNames.HOST).get();
        return origin.equals(plain("http://" + host)) || origin.equals(plain("https://" + host));
    }

    private static String plain(String origin) {
        String lower = origin.strip().toLowerCase(Locale.ROOT);
        String port = lower.startsWith("https://") ? ":443" : ":80";
        return lower.endsWith(port) ? lower.substring(0, lower.length() - port.length()) : lower;
    }
}
