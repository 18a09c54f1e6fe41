package io.messenger.chat;

import io.helidon.dbclient.DbRow;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.CommandWriter;
import io.messenger.contracts.Topics;
import io.messenger.platform.Rows;
import org.apache.kafka.clients.producer.ProducerRecord;

/// A command that waits to be published.
///
/// @param id its place: of two rows of one chat the smaller was committed first
record OutboxRow(long id, ProducerRecord<byte[], byte[]> command) {

    static OutboxRow of(DbRow row) {
        byte[] key = CommandWriter.key(new ChatId(Rows.uuid(row, "chat_id")));
        byte[] value = Rows.bytes(row, "value");
        return new OutboxRow(Rows.number(row, "id"), new ProducerRecord<>(Topics.SEND, key, value));
    }
}
