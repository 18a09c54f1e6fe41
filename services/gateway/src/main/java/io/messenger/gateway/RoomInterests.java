package io.messenger.gateway;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.CloseCode;
import io.messenger.platform.Recurring;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the registry which large chats have members here. An event that was routed before that is
/// known went elsewhere: who may have missed it asks again.
///
/// Threads share it.
final class RoomInterests implements AutoCloseable {
    private static final Duration SWEEP = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(RoomInterests.class);

    private final LocalSessions sessions;
    private final Rooms rooms;
    private final LaneLease lane;
    private final MessageClient messages;
    private final Thread thread = Thread.ofVirtual().name("joins").unstarted(this::run);
    private final Recurring sweeping;

    RoomInterests(LocalSessions sessions, LaneLease lane, MessageClient messages) {
        this.sessions = sessions;
        this.rooms = sessions.rooms();
        this.lane = lane;
        this.messages = messages;
        this.sweeping = Recurring.of("forget empty rooms", SWEEP, this::sweep);
    }

    void start() {
        thread.start();
        sweeping.begin();
    }

    /// Puts an attaching socket into the rooms of its large chats.
    ///
    /// @return whether some of them were not routed here before: then the difference must be read
    ///   once more
    boolean enter(Session session, MessageClient.Difference difference) {
        boolean fresh = false;
        for (var chat : difference.large()) {
            Room room = rooms.enter(session, chat, difference.heads().getOrDefault(chat, 0L));
            fresh |= !room.routed() && lane.register(room);
        }
        return fresh;
    }

    private void run() {
        try {
            while (true) {
                Joined joined = rooms.nextJoined();
                if (joined != null) {
                    boolean _ = lane.register(joined.room());
                    joined.askAgain();
                }
                if (rooms.takeDoubt()) {
                    LOG.warn("events were missed: asking who is in which large chat");
                    for (Session session : List.copyOf(sessions.all())) {
                        enterAgain(session);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// What the chats said before comes with the answer to `resync`.
    private void enterAgain(Session session) throws InterruptedException {
        try {
            MessageClient.Difference now = messages.attach(session.token(), Map.of());
            boolean _ = enter(session, now);
            now.large().forEach(session::askAgain);
            if (!sessions.has(session)) {
                rooms.remove(session);
            }
        } catch (ApiException e) {
            session.connection().close(CloseCode.RESYNC_NEEDED, "events were missed");
        }
    }

    private void sweep() {
        rooms.sweep().forEach(lane::unregister);
    }

    @Override
    public void close() {
        sweeping.close();
        thread.interrupt();
    }
}
