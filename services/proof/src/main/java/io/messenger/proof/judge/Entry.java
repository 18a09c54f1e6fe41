package io.messenger.proof.judge;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that a device did or saw. `at` is in milliseconds since 1970, `conn` counts the
/// connections of the device.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "did")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Entry.Began.class, name = "began"),
    @JsonSubTypes.Type(value = Entry.Sent.class, name = "sent"),
    @JsonSubTypes.Type(value = Entry.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = Entry.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = Entry.Batch.class, name = "batch"),
    @JsonSubTypes.Type(value = Entry.Synced.class, name = "synced"),
    @JsonSubTypes.Type(value = Entry.Pushed.class, name = "pushed"),
    @JsonSubTypes.Type(value = Entry.Resync.class, name = "resync"),
    @JsonSubTypes.Type(value = Entry.Pointed.class, name = "pointed"),
    @JsonSubTypes.Type(value = Entry.Ended.class, name = "ended")
})
public sealed interface Entry {
    long at();

    /// It authenticated, with these cursors.
    record Began(long at, int conn, List<Cursor> cursors) implements Entry {
        public Began {
            cursors = List.copyOf(cursors);
        }
    }

    /// Up to where it had a chat.
    record Cursor(ChatId chat, long seq) {}

    /// It put a message on the wire, for the first time or again.
    ///
    /// @param text the hash of its text
    record Sent(long at, int conn, ChatId chat, ClientMsgId key, int text) implements Entry {}

    /// A message was refused, for good or for now.
    record Refused(long at, int conn, ChatId chat, ClientMsgId key, String code) implements Entry {}

    /// It was told how its chats are.
    record Ready(long at, int conn, List<ChatState> chats, List<ChatId> left) implements Entry {
        public Ready {
            chats = List.copyOf(chats);
            left = List.copyOf(left);
        }
    }

    /// One chat in `ready`, with the own pointers.
    record ChatState(ChatId chat, long head, long received, long read) {}

    /// It got what it lacked of a chat, from `from` (exclusive) to `to`.
    record Batch(
            long at, int conn, ChatId chat, long from, long to, boolean truncated, List<Item> items)
            implements Entry {
        public Batch {
            items = List.copyOf(items);
        }
    }

    /// From here on every event is live.
    record Synced(long at, int conn) implements Entry {}

    /// A log event came.
    record Pushed(long at, int conn, Item item) implements Entry {}

    /// It was told to fetch again.
    ///
    /// @param chat null for all
    record Resync(long at, int conn, @Nullable ChatId chat) implements Entry {}

    /// It was told how far a user is; 0 for a pointer that was not told.
    record Pointed(long at, int conn, ChatId chat, UserId user, long received, long read)
            implements Entry {}

    /// The connection is over.
    record Ended(long at, int conn) implements Entry {}
}
