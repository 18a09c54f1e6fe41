package io.messenger.gateway.socket;

import io.helidon.http.Headers;
import java.net.InetSocketAddress;

/// The handshake's request, before it is answered.
public record UpgradeRequest(InetSocketAddress remote, Headers headers) {}
