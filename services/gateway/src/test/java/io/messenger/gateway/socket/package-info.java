/// The socket package's promises, each shown by raw bytes through a real Helidon server.
@NullMarked
package io.messenger.gateway.socket;

import org.jspecify.annotations.NullMarked;
