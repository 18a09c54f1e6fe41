package io.messenger.gateway.socket;

import io.helidon.http.Headers;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// Tells which client a handshake comes from, as far as limits count clients.
@FunctionalInterface
public interface ClientOf {
    /// Nobody is counted by address.
    ClientOf NOBODY = (_, _) -> null;

    /// The client's address, equal for all that are counted together; null for one that is not
    /// counted.
    ///
    /// @param peer the other end of the TCP connection, which may be a proxy's
    @Nullable String of(SocketAddress peer, Headers headers);
}
