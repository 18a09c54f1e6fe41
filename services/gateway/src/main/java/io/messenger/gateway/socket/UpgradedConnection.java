package io.messenger.gateway.socket;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.messenger.contracts.CloseCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What Helidon holds of a socket: nothing after [#handle] returned, when the socket could be
/// detached from it.
final class UpgradedConnection implements ServerConnection {
    private final ConnectionContext context;
    private final @Nullable String client;
    private final Connections connections;
    private final SocketHandler handler;
    private final Detachment detachment;
    private volatile @Nullable Connection attached;

    UpgradedConnection(
            ConnectionContext context,
            @Nullable String client,
            Connections connections,
            SocketHandler handler,
            Detachment detachment) {
        this.context = context;
        this.client = client;
        this.connections = connections;
        this.handler = handler;
        this.detachment = detachment;
    }

    @Override
    public void handle(Limit limit) {
        byte[] early = bytesReadWithTheHandshake();
        var own = detachment.detach(context);
        Transport transport =
                own.orElseGet(() -> new HelidonTransport(context, detachment.socket(context)));
        Connection connection = connections.register(transport, client);
        FrameInput in = new FrameInput(transport, early);
        ReadLoop loop = new ReadLoop(connection, in, handler, connections);
        if (own.isPresent()) {
            loop.start();
        } else {
            attached = connection;
            loop.runHere();
        }
    }

    /// Sockets have their own heartbeat: Helidon's idle timeout must not end them.
    @Override
    public Duration idleTime() {
        return Duration.ZERO;
    }

    @Override
    public void close(boolean interrupt) {
        Connection connection = attached;
        if (connection != null) {
            connection.close(CloseCode.RESTART, "restart");
        }
    }

    private byte[] bytesReadWithTheHandshake() {
        DataReader reader = context.dataReader();
        byte[] early = new byte[reader.available()];
        if (early.length > 0) {
            reader.readBuffer(early.length).read(early);
        }
        return early;
    }
}
