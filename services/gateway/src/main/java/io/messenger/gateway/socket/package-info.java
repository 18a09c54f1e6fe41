/// The gateway's own WebSocket server (RFC 6455, no extensions) behind Helidon's HTTP/1 upgrade. It
/// knows connections, frames, limits and deadlines, and nothing of chats or tokens.
///
/// Wiring: a [Connections] (registry and sweeper), a [SocketHandler] (the logic), and a
/// [SocketEndpoint] whose `selector` is given to the web server. Helidon's own module is not used
/// for the frames because its connections leak memory, lose closings and let one slow reader block
/// others; see `docs/adr`.
@NullMarked
package io.messenger.gateway.socket;

import org.jspecify.annotations.NullMarked;
