package io.messenger.message;

import io.messenger.contracts.Command;
import org.apache.kafka.clients.producer.RecordMetadata;

/// A command that is in the log, and where.
record Sent(Command command, RecordMetadata at) {
    String id() {
        return command.clientMsgId().toString();
    }
}
