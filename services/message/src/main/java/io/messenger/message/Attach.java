package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.UserId;
import java.util.List;
import java.util.UUID;

/// The difference between a device and the log, read in one snapshot.
///
/// @param chats the chats of which the user is a member now, latest activity first
/// @param batches what changed after the cursors
/// @param left chats named in the cursors of which the user is no member
/// @param ahead chats whose cursor is above the head: the device knows more than the log
record Attach(
        UUID epoch,
        List<MembershipRow> chats,
        List<ChangeBatch> batches,
        List<ChatId> left,
        List<ChatId> ahead) {

    /// The most changes of one resume.
    private static final int MAX_CHANGES = 5000;

    /// Reads it. Of a device that is up to date that is one statement; one that is behind asks for
    /// the changes in the same snapshot with a second one, however many chats it has, and for what
    /// was hidden meanwhile, if anything was, with a third.
    static Attach read(Reads reads, UserId user, Cursors cursors) {
        Standing standing = reads.once(connection -> Standing.read(connection, user, cursors));
        return standing.behind().isEmpty()
                ? of(standing, List.of())
                : reads.snapshot(connection -> {
                    Standing now = Standing.read(connection, user, cursors);
                    return of(
                            now,
                            ChangeBatch.read(
                                    connection, now.behind(), ChangeBatch.MAX, MAX_CHANGES));
                });
    }

    private static Attach of(Standing standing, List<ChangeBatch> batches) {
        return new Attach(
                standing.epoch(), standing.chats(), batches, standing.left(), standing.ahead());
    }
}
