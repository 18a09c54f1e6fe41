package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.UserId;
import java.util.ArrayList;
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
        return read(reads, List.of(new Device(user, cursors))).getFirst();
    }

    /// Reads it of many devices: those that are up to date share the one statement.
    static List<Attach> read(Reads reads, List<Device> devices) {
        List<Standing> standings = reads.once(connection -> Standing.read(connection, devices));
        List<Attach> attaches = new ArrayList<>(devices.size());
        for (int i = 0; i < devices.size(); i++) {
            attaches.add(read(reads, devices.get(i), standings.get(i)));
        }
        return attaches;
    }

    private static Attach read(Reads reads, Device device, Standing standing) {
        return standing.behind().isEmpty()
                ? of(standing, List.of())
                : reads.snapshot(connection -> {
                    Standing now = Standing.read(connection, device.user(), device.cursors());
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
