package io.messenger.proof.judge;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.ConnId;
import io.messenger.contracts.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that a device did or saw. `at` is in milliseconds since 1970, `conn` counts the
/// connections of the device.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "did")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Entry.Opened.class, name = "opened"),
    @JsonSubTypes.Type(value = Entry.Began.class, name = "began"),
    @JsonSubTypes.Type(value = Entry.Sent.class, name = "sent"),
    @JsonSubTypes.Type(value = Entry.Asked.class, name = "asked"),
    @JsonSubTypes.Type(value = Entry.Idle.class, name = "idle"),
    @JsonSubTypes.Type(value = Entry.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = Entry.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = Entry.Batch.class, name = "batch"),
    @JsonSubTypes.Type(value = Entry.Synced.class, name = "synced"),
    @JsonSubTypes.Type(value = Entry.Pushed.class, name = "pushed"),
    @JsonSubTypes.Type(value = Entry.Resync.class, name = "resync"),
    @JsonSubTypes.Type(value = Entry.Pointed.class, name = "pointed"),
    @JsonSubTypes.Type(value = Entry.Ended.class, name = "ended"),
    @JsonSubTypes.Type(value = Entry.Away.class, name = "away"),
    @JsonSubTypes.Type(value = Entry.Back.class, name = "back")
})
public sealed interface Entry {
    long at();

    /// A gateway answered, and named the connection.
    record Opened(long at, int conn, ConnId id) implements Entry {}

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

    /// It asked for a change of a message, for the first time or again.
    record Asked(long at, int conn, ChatId chat, ClientMsgId key, Deed deed) implements Entry {}

    /// A change that it asked for changed nothing.
    record Idle(long at, int conn, ClientMsgId key) implements Entry {}

    /// A message or a change was refused, for good or for now.
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
    record Pushed(long at, int conn, Event event) implements Entry {}

    /// It was told to fetch again.
    ///
    /// @param chat null for all
    record Resync(long at, int conn, @Nullable ChatId chat) implements Entry {}

    /// It was told how far a user is; 0 for a pointer that was not told.
    record Pointed(long at, int conn, ChatId chat, UserId user, long received, long read)
            implements Entry {}

    /// The connection is over.
    record Ended(long at, int conn) implements Entry {}

    /// It goes offline because its user wants that.
    record Away(long at) implements Entry {}

    /// Its user wants it to be online again.
    record Back(long at) implements Entry {}
}
