package io.messenger.standalone;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.UserId;
import io.messenger.embedded.LocalStack;
import io.messenger.proof.judge.DeviceLog;
import io.messenger.proof.judge.Evidence;
import io.messenger.proof.judge.Judge;
import io.messenger.proof.judge.Verdict;
import io.messenger.proof.judge.View;
import io.messenger.testing.Account;
import io.messenger.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Ann and ben write in a group, ben goes away and comes back, eve is a stranger who is online; one
/// fault is seeded once they are connected. The judge says what it did.
final class SeededScene implements AutoCloseable {
    /// No `resync` is under way here that could still come.
    private static final Duration RESYNC_WITHIN = Duration.ofMillis(50);

    private static final Duration QUIET = Duration.ofMillis(150);
    private static final Duration GIVEN_UP = Duration.ofSeconds(1);

    final FaultyDoor door = new FaultyDoor(WholeMessenger.gateway());
    final Account ann = WholeMessenger.accounts().create("ann");
    final Account ben = WholeMessenger.accounts().create("ben");
    final Account eve = WholeMessenger.accounts().create("eve");
    final ChatId chat;
    private final Witness anns = Witness.of(door.uri(), "ann's", ann);
    private final Witness bens = Witness.of(door.uri(), "ben's", ben);
    private final Witness eves = Witness.of(door.uri(), "eve's", eve);
    private long head = 1;

    SeededScene() {
        all().forEach(witness -> witness.device().connect());
        chat = WholeMessenger.group(ann, ben);
        settle();
    }

    private Stream<Witness> all() {
        return Stream.of(anns, bens, eves);
    }

    static LocalStack stack() {
        return WholeMessenger.shared().stack();
    }

    /// The last seq, unless the fault has changed that.
    long head() {
        return head;
    }

    Verdict play(SeededFault fault) throws Exception {
        door.seed(fault.onTheWay(this));
        say(anns, "ann 1");
        say(bens, "ben 1");
        say(anns, "ann 2");
        say(bens, "ben 2");
        settle();
        say(anns, "ann 3");
        settle();
        bens.device().read(chat, head);
        settle();
        away(bens);
        say(anns, "ann 4");
        say(anns, "ann 5");
        say(anns, "ann 6");
        settle(anns);
        bens.device().begin();
        settle();
        say(anns, "ann 7");
        say(bens, "ben 3");
        settle();
        say(anns, "ann 8");
        settle();
        all().forEach(witness -> witness.device().read(chat, head));
        settle();
        fault.behind(this);
        settle();
        List<DeviceLog> logs = all().map(one -> one.recorder().log()).toList();
        List<View> views =
                Stream.of(ann, ben, eve)
                        .flatMap(who ->
                                new FinalViews(WholeMessenger.gateway()).of(chat, who).stream())
                        .map(view -> fault.read(this, view))
                        .toList();
        Map<ChatId, Set<UserId>> founders = Map.of(chat, Set.of(ann.userId(), ben.userId()));
        return Judge.judge(new Evidence(logs, views, founders), RESYNC_WITHIN);
    }

    private void say(Witness who, String text) {
        who.device().send(chat, text);
        head++;
    }

    private static void away(Witness who) {
        try {
            who.device().disconnect();
        } catch (AssertionError e) {
            // The device has noticed the fault; it goes all the same.
        }
        Await.until("it is away", () -> !who.online());
    }

    private void settle() {
        settle(anns, bens);
    }

    /// Returns when these have been given everything and nothing comes any more, or nothing has
    /// come for so long that a fault must have kept it.
    private void settle(Witness... members) {
        Quiet quiet = new Quiet();
        Await.until(
                "all is said and done",
                Duration.ofSeconds(30),
                () -> {
                    Duration since = quiet.since();
                    boolean whole =
                            Stream.of(members)
                                    .allMatch(one -> one.online() && one.given(chat) >= head);
                    return since.compareTo(whole ? QUIET : GIVEN_UP) > 0;
                });
    }

    /// For how long nothing has happened on any device.
    private final class Quiet {
        private long entries = -1;
        private long last;

        Duration since() {
            long now = all().mapToLong(one -> one.recorder().log().entries().size()).sum();
            if (now != entries) {
                entries = now;
                last = System.nanoTime();
            }
            return Duration.ofNanos(System.nanoTime() - last);
        }
    }

    @Override
    public void close() {
        all().forEach(Witness::close);
        door.close();
    }
}
