/// What crosses Kafka and the socket: typed ids, commands, events, topic names and their JSON.
/// Nothing here knows a service; every service knows this.
@NullMarked
package io.messenger.contracts;

import org.jspecify.annotations.NullMarked;
