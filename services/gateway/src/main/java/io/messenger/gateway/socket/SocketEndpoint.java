package io.messenger.gateway.socket;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.SocketOptions;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsUpgrader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// The one path where sockets open. It stands in the place of Helidon's own upgrader, before
/// routing: filters, security and access logs never see a handshake.
public final class SocketEndpoint extends WsUpgrader {
    private final Handshake handshake;
    private final UpgradeGate gate;
    private final ClientOf clients;
    private final Connections connections;
    private final SocketHandler handler;
    private final Detachment detachment;

    /// @param path of the upgrade; an upgrade anywhere else is 404
    /// @param subprotocol chosen when offered; a client that offers only others gets 400
    /// @param origins pages of other hosts that may connect, as `https://chat.example`
    public SocketEndpoint(
            String path,
            String subprotocol,
            Set<String> origins,
            UpgradeGate gate,
            ClientOf clients,
            Connections connections,
            SocketHandler handler) {
        this(
                new Handshake(path, subprotocol, new OriginRule(origins)),
                gate,
                clients,
                connections,
                handler,
                Detachment.ofHelidon());
    }

    SocketEndpoint(
            Handshake handshake,
            UpgradeGate gate,
            ClientOf clients,
            Connections connections,
            SocketHandler handler,
            Detachment detachment) {
        super(WsConfig.create());
        this.handshake = handshake;
        this.gate = gate;
        this.clients = clients;
        this.connections = connections;
        this.handler = handler;
        this.detachment = detachment;
    }

    /// For `WebServer.builder().connectionOptions(…)`: `base`, and clients that are too slow to
    /// send a request are closed.
    public SocketOptions connectionOptions(SocketOptions base) {
        return new WatchedOptions(base, connections.arrivals());
    }

    /// For `WebServer.builder().addConnectionSelector(…)`; `http` configures HTTP/1.1 itself.
    public Http1ConnectionSelector selector(Http1Config.Builder http) {
        return Http1ConnectionSelector.builder()
                .config(http.addReceiveListener(new RequestHeaders(connections.arrivals())).build())
                .putUpgrader(supportedProtocol(), this)
                .build();
    }

    @Override
    public ServerConnection upgrade(
            ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
        try {
            return accept(context, prologue, headers);
        } catch (RequestException refused) {
            connections.counters().countRefused(refused.status().code());
            throw refused;
        }
    }

    private ServerConnection accept(
            ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
        String key = handshake.check(prologue, headers);
        InetSocketAddress remote = (InetSocketAddress) context.remotePeer().address();
        gate.check(new UpgradeRequest(remote, headers))
                .ifPresent(refusal -> {
                    throw Refusals.of(refusal);
                });
        String client = clients.of(remote, headers);
        connections
                .reserve(client)
                .ifPresent(refusal -> {
                    throw Refusals.of(refusal);
                });
        String answer =
                SWITCHING_PROTOCOL_PREFIX
                        + hash(context, key)
                        + "\r\n"
                        + handshake.chosen(headers)
                        + "\r\n";
        try {
            context.dataWriter()
                    .writeNow(BufferData.create(answer.getBytes(StandardCharsets.US_ASCII)));
        } catch (RuntimeException gone) {
            connections.release(client, true);
            throw gone;
        }
        return new UpgradedConnection(context, client, connections, handler, detachment);
    }
}
