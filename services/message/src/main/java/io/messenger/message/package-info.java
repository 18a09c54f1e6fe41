/// Takes commands from the log, stores them in PostgreSQL, delivers the events, and reads them
/// back.
///
/// The way of a command: [LogConsumer] polls, [LogEngine] runs the transaction, in which [Applier]
/// decides and [LogStore] stores, and [Delivery] emits.
@NullMarked
package io.messenger.message;

import org.jspecify.annotations.NullMarked;
