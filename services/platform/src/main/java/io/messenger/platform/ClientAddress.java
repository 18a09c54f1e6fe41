package io.messenger.platform;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// From which address a client comes, when requests come through proxies. Anybody can write
/// `X-Forwarded-For`, so an entry counts only as far as a trusted proxy vouches for it. Immutable.
public final class ClientAddress {
    private static final int LONGEST = 64;
    private static final int NETWORK_BYTES = 8;

    private final List<Network> trusted;

    private ClientAddress(List<Network> trusted) {
        this.trusted = trusted;
    }

    /// Trusts the proxies of `proxies.trusted`.
    public static ClientAddress of(Settings settings) {
        try {
            return new ClientAddress(
                    settings.list("proxies.trusted").stream().map(Network::parse).toList());
        } catch (IllegalArgumentException e) {
            throw new SettingsException(
                    settings.service()
                            + ": the setting proxies.trusted must be addresses or networks such as"
                            + " 10.0.0.0/8: "
                            + e.getMessage()
                            + ".");
        }
    }

    /// The address nearest to the client that can be believed.
    public String of(ServerRequest req) {
        return of(req.remotePeer().address(), req.headers());
    }

    /// The same for a request that is not routed.
    ///
    /// @param peer the other end of the TCP connection
    public String of(SocketAddress peer, Headers headers) {
        List<String> forwarded =
                headers.contains(HeaderNames.X_FORWARDED_FOR)
                        ? headers.get(HeaderNames.X_FORWARDED_FOR).allValues()
                        : List.of();
        return believed(literal(peer), forwarded);
    }

    /// What limits by address count together: the address, of IPv6 its /64 network, since whoever
    /// has one address there has them all; null for a proxy of ours that told of no client.
    public @Nullable String counted(SocketAddress peer, Headers headers) {
        String address = of(peer, headers);
        return isTrusted(address) ? null : network(address);
    }

    /// Whether a proxy of ours has this address: then it is no client's.
    public boolean isTrusted(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            return trusted.stream().anyMatch(network -> network.contains(parsed));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private String believed(String peer, List<String> forwarded) {
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
        return believed.length() > LONGEST ? believed.substring(0, LONGEST) : believed;
    }

    private static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return bytes.length == 4 ? address : HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES);
        } catch (IllegalArgumentException e) {
            return address;
        }
    }

    /// Never a name: that would take a look-up.
    private static String literal(SocketAddress peer) {
        return peer instanceof InetSocketAddress known && known.getAddress() != null
                ? known.getAddress().getHostAddress()
                : peer.toString();
    }
}
