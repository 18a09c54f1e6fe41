package io.messenger.standalone;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.UserId;
import io.messenger.embedded.LocalStack;
import io.messenger.proof.judge.DeviceLog;
import io.messenger.proof.judge.Evidence;
import io.messenger.proof.judge.Judge;
import io.messenger.proof.judge.Outside;
import io.messenger.proof.judge.Verdict;
import io.messenger.proof.judge.View;
import io.messenger.testing.Account;
import io.messenger.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Ann and ben write in a group, and do things to what they wrote; ben goes away and comes back,
/// eve is a stranger who is online; fay may join at the end. One fault is seeded once they are
/// connected. The judge says what it did.
final class SeededScene implements AutoCloseable {
    /// No `resync` is under way here that could still come.
    private static final Duration RESYNC_WITHIN = Duration.ofMillis(50);

    private static final Duration QUIET = Duration.ofMillis(150);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration GIVEN_UP = Duration.ofSeconds(1);
    private static final String LIKE = "\uD83D\uDC4D";

    final FaultyDoor door = new FaultyDoor(WholeMessenger.gateway());
    final Account ann = WholeMessenger.accounts().create("ann");
    final Account ben = WholeMessenger.accounts().create("ben");
    final Account eve = WholeMessenger.accounts().create("eve");
    final ChatId chat;
    private final Witness anns = Witness.of(door.uri(), "ann's", ann);
    private final Witness bens = Witness.of(door.uri(), "ben's", ben);
    private final Witness eves = Witness.of(door.uri(), "eve's", eve);
    private Optional<Witness> fays = Optional.empty();
    private long head = 1;

    SeededScene() {
        all().forEach(witness -> witness.device().connect());
        chat = WholeMessenger.group(ann, ben);
        settle();
    }

    private Stream<Witness> all() {
        return Stream.concat(Stream.of(anns, bens, eves), fays.stream());
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
        edit("ann 1", "ann 1, better");
        react(bens, "ann 1", true);
        pin("ben 1");
        settle();
        bens.device().read(chat, head);
        settle();
        away();
        say(anns, "ann 4");
        say(anns, "ann 5");
        say(anns, "ann 6");
        edit("ann 1", "ann 1, best");
        react(anns, "ben 2", true);
        settle(anns);
        bens.comeBack();
        settle();
        long over = System.currentTimeMillis();
        say(anns, "ann 7");
        say(bens, "ben 3");
        react(bens, "ann 1", false);
        settle();
        delete("ann 7");
        say(anns, "ann 8");
        settle();
        all().forEach(witness -> witness.device().read(chat, head));
        settle();
        fault.behind(this);
        settle();
        Outside.Fault suffered = new Outside.Fault("the scene", over, fault.budget());
        Outside outside = new Outside(Optional.of(registered()), List.of(suffered));
        List<DeviceLog> logs = all().map(one -> one.recorder().log()).toList();
        List<View> views =
                all().map(Witness::account)
                        .flatMap(who ->
                                new FinalViews(WholeMessenger.gateway()).of(chat, who).stream())
                        .map(view -> fault.read(this, view))
                        .toList();
        Map<ChatId, Set<UserId>> founders = Map.of(chat, Set.of(ann.userId(), ben.userId()));
        return Judge.judge(new Evidence(logs, views, founders, Set.of(), outside), RESYNC_WITHIN);
    }

    /// Fay becomes a member, with a device; then ann reacts to her first message once more.
    Account fayJoins() {
        Account fay = WholeMessenger.accounts().create("fay");
        Witness witness = Witness.of(door.uri(), "fay's", fay);
        witness.device().connect();
        fays = Optional.of(witness);
        WholeMessenger.call(
                "PUT",
                "/v1/chats/%s/members/%s".formatted(chat, fay.userId()),
                ann,
                Map.of("role", "member"));
        head++;
        react(anns, "ann 1", true);
        settle(anns, bens, witness);
        return fay;
    }

    private List<Outside.Registered> registered() {
        Set<UserId> users =
                all().map(one -> one.account().userId()).collect(Collectors.toUnmodifiableSet());
        return RegistryView.ofShared().of(users);
    }

    private void edit(String text, String better) {
        anns.device().edit(chat, seq(text), better);
        head++;
    }

    private void delete(String text) {
        anns.device().delete(chat, seq(text));
        head++;
    }

    private void pin(String text) {
        anns.device().pin(chat, seq(text), true);
        head++;
    }

    private void react(Witness who, String text, boolean on) {
        who.device().react(chat, seq(text), LIKE, on);
        head++;
    }

    /// Where a message was first told to be, which no fault keeps from both.
    private long seq(String text) {
        AtomicLong seq = new AtomicLong();
        Await.until(
                "it is told: " + text,
                PATIENCE,
                () -> {
                    Stream.of(anns, bens)
                            .flatMap(one -> one.latest(chat, Integer.MAX_VALUE).stream())
                            .filter(item -> item.state().text() == text.hashCode())
                            .findFirst()
                            .ifPresent(item -> seq.set(item.seq()));
                    return seq.get() > 0;
                });
        return seq.get();
    }

    private void say(Witness who, String text) {
        who.device().send(chat, text);
        head++;
    }

    private void away() {
        bens.leave();
        Await.until("it is away", () -> !bens.online());
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
                PATIENCE,
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
