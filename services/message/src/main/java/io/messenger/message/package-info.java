/// Takes commands from the log, stores them in PostgreSQL, delivers the events, and reads them
/// back.
///
/// The way of a command: [LogConsumer] polls, [Applier] decides, [LogStore] stores, [Delivery]
/// emits.
@NullMarked
package io.messenger.message;

import org.jspecify.annotations.NullMarked;
