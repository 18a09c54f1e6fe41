package io.messenger.chat;

import io.helidon.dbclient.DbExecute;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Op;
import io.messenger.platform.Attempts;
import io.messenger.platform.Database;
import io.messenger.platform.EntityTag;
import io.messenger.platform.Pictures;
import io.messenger.platform.Precondition;
import io.messenger.platform.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The pictures of groups and channels. Members learn of a new one by the chat's log, which says
/// where it is; what a name shows never changes. Threads share it.
///
/// @param uploads how many pictures each user may have made, over all instances
/// @param names unguessable and never the same
record ChatPictures(
        Database database,
        ChatLog log,
        Chats chats,
        Pictures images,
        Attempts uploads,
        Supplier<UUID> names) {
    static final String PATH = "/v1/chat-avatars/";
    private static final int MOST = 1_000_000;

    /// The limit that the settings say: a picture costs a tenth of a second of work.
    static Attempts uploads(Settings settings, Database database, Clock clock) {
        return new Attempts(
                database,
                new Attempts.Limit(
                        "picture",
                        settings.number("limits.pictures-per-hour", 1, MOST),
                        Duration.ofHours(1),
                        "You change pictures of chats too often."),
                clock);
    }

    /// Where a picture is; null for none.
    static @Nullable String url(@Nullable UUID avatar) {
        return avatar == null ? null : PATH + avatar;
    }

    /// Makes what was uploaded the chat's picture, and answers when its log has that.
    ///
    /// @throws ApiException as [Pictures#of], as [Chats#change], and `rate_limited` with the time
    ///   until there may be one
    ChatView put(Caller caller, ChatId chat, Precondition state, byte[] upload) {
        // Who may not do it shall not have pictures made either.
        database.read(db -> managed(Membership.of(db, chat, caller.userId()), state));
        uploads.take(caller.userId().toString());
        byte[] image = images.of(upload);
        UUID name = names.get();
        CommandKey last =
                database.write(tx -> {
                    managed(Membership.locked(tx, chat, caller.userId()), state);
                    new PictureStore(tx).put(chat, name, image);
                    return log.add(tx, chat, caller.userId(), Op.Update.avatar(PATH + name));
                });
        log.await(caller, chat, last);
        return chats.get(caller, chat);
    }

    /// Takes the picture away; that there is none is no failure.
    void remove(Caller caller, ChatId chat, Precondition state) {
        CommandKey last = database.write(tx -> remove(tx, caller, chat, state));
        log.await(caller, chat, last);
    }

    private CommandKey remove(DbExecute tx, Caller caller, ChatId chat, Precondition state) {
        Membership membership = managed(Membership.locked(tx, chat, caller.userId()), state);
        if (membership.chat().avatar() == null) {
            return new ChatStore(tx).lastCommand(chat);
        }
        new PictureStore(tx).remove(chat);
        return log.add(tx, chat, caller.userId(), Op.Update.avatar(""));
    }

    private static Membership managed(Membership membership, Precondition state) {
        membership.chat().demandNotDirect();
        Rights.demandManager(membership.own());
        state.demand(EntityTag.of(membership.chat().version()));
        return membership;
    }

    /// A picture, a JPEG.
    ///
    /// @throws ApiException `not_found`
    byte[] find(UUID avatar) {
        return database.read(db -> new PictureStore(db).find(avatar)).orElseThrow(Pictures::none);
    }
}
