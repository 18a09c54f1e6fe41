package io.messenger.chat;

import org.apache.kafka.clients.producer.ProducerRecord;

/// A command that waits to be published.
///
/// @param id its place: of two rows of one chat the smaller was committed first
record OutboxRow(long id, ProducerRecord<byte[], byte[]> command) {}
