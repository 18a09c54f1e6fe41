/// The one public door: sockets, REST for the other services, the page.
///
/// The way of a message: [SocketFrames] reads it from a socket and [CommandLog] appends it to
/// `message.send`; [DeliveredReader] reads the event and [LocalSessions] hands it to the sockets of
/// its recipients.
@NullMarked
package io.messenger.gateway;

import org.jspecify.annotations.NullMarked;
