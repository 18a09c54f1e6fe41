package io.messenger.auth;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.messenger.platform.Settings;
import io.messenger.platform.SettingsException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/// From which address a client comes, when requests come through proxies. Anybody can write
/// `X-Forwarded-For`, so an entry counts only as far as a trusted proxy vouches for it.
final class ClientAddress {
    private final List<Network> trusted;

    private ClientAddress(List<Network> trusted) {
        this.trusted = trusted;
    }

    /// Trusts the proxies of `proxies.trusted`.
    static ClientAddress of(Settings settings) {
        try {
            return new ClientAddress(
                    settings.list("proxies.trusted").stream().map(Network::parse).toList());
        } catch (IllegalArgumentException e) {
            throw new SettingsException(
                    "auth: the setting proxies.trusted must be addresses or networks such as"
                            + " 10.0.0.0/8: "
                            + e.getMessage()
                            + ".");
        }
    }

    /// The address nearest to the client that can be believed.
    String of(ServerRequest req) {
        List<String> forwarded =
                req.headers().contains(HeaderNames.X_FORWARDED_FOR)
                        ? req.headers().get(HeaderNames.X_FORWARDED_FOR).allValues()
                        : List.of();
        return of(req.remotePeer().host(), forwarded);
    }

    String of(String peer, List<String> forwarded) {
        List<String> hops = new ArrayList<>();
        for (String header : forwarded) {
            hops.addAll(List.of(header.split(",", -1)));
        }
        String believed = peer;
        for (String hop : hops.reversed()) {
            if (!isTrusted(believed)) {
                break;
            }
            believed = hop.strip();
        }
        return believed.length() > 64 ? believed.substring(0, 64) : believed;
    }

    private boolean isTrusted(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            return trusted.stream().anyMatch(network -> network.contains(parsed));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
