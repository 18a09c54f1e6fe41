package io.messenger.gateway.socket;

import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.ConnectionContext;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes a plain socket out of Helidon's hands, so that its connection handler, headers, reader and
/// 8 KiB buffer become garbage and the waiting thread's stack is shallow.
///
/// All reflection of the gateway is here, on two private fields of Helidon 4.1's
/// `ConnectionHandler`. The public hook `SocketOptions.configureSocket` can give the socket, but
/// Helidon closes it when its own handler returns, and only the second field prevents that. Where a
/// field is missing, as in Helidon 4.4 and later, sockets stay attached: all works, with more
/// memory.
final class Detachment {
    private static final Logger LOG = LoggerFactory.getLogger(Detachment.class);

    private record Fields(Class<?> owner, VarHandle socket, VarHandle helidonSocket) {}

    private final @Nullable Fields fields;

    private Detachment(@Nullable Fields fields) {
        this.fields = fields;
    }

    /// Looks for the fields once; says in the log when they are not as expected.
    static Detachment ofHelidon() {
        return ofFields("io.helidon.webserver.ConnectionHandler", "socket", "helidonSocket");
    }

    static Detachment ofFields(String owner, String socket, String helidonSocket) {
        try {
            Class<?> handler = Class.forName(owner);
            var lookup = MethodHandles.privateLookupIn(handler, MethodHandles.lookup());
            return new Detachment(
                    new Fields(
                            handler,
                            lookup.findVarHandle(handler, socket, Socket.class),
                            lookup.findVarHandle(handler, helidonSocket, HelidonSocket.class)));
        } catch (ReflectiveOperationException changed) {
            LOG.warn(
                    "Sockets stay attached to Helidon and need more memory: {}",
                    changed.toString());
            return new Detachment(null);
        }
    }

    /// The socket below, which stays Helidon's; null when it cannot be reached.
    @Nullable Socket socket(ConnectionContext context) {
        Fields known = fields;
        return known == null || !known.owner().isInstance(context)
                ? null
                : (Socket) known.socket().get(context);
    }

    /// The socket, ours alone from now on; empty when it stays Helidon's. TLS stays: its buffers
    /// are larger than what Helidon holds.
    Optional<Transport> detach(ConnectionContext context) {
        Fields known = fields;
        Socket socket = socket(context);
        if (known == null || socket == null || socket instanceof SSLSocket) {
            return Optional.empty();
        }
        try {
            Transport transport = new SocketTransport(socket);
            known.helidonSocket().set(context, new ReleasedSocket(context));
            return Optional.of(transport);
        } catch (IOException broken) {
            return Optional.empty();
        }
    }
}
