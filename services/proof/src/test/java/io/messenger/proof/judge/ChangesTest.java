package io.messenger.proof.judge;

import static io.messenger.proof.judge.Story.ANN;
import static io.messenger.proof.judge.Story.BEN;
import static io.messenger.proof.judge.Story.CHAT;
import static io.messenger.proof.judge.Story.CLEO;
import static io.messenger.proof.judge.Story.delete;
import static io.messenger.proof.judge.Story.edit;
import static io.messenger.proof.judge.Story.item;
import static io.messenger.proof.judge.Story.key;
import static io.messenger.proof.judge.Story.pin;
import static io.messenger.proof.judge.Story.react;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is done to messages after they were sent, and who may see it.
final class ChangesTest {
    private final Story story = new Story();

    @Test
    void whatGoesWellIsClean() {
        story.says(ANN, "one").says(BEN, "two").changes(ANN, "e", edit(2, "once"));
        story.changes(BEN, "r", react(2, "+1", true)).changes(ANN, "p", pin(3, true));
        story.goes(BEN)
                .changes(ANN, "e2", edit(2, "twice"))
                .changes(BEN, "r2", react(3, "x", true));
        story.comesBack(BEN).changes(ANN, "p2", pin(3, false)).says(ANN, "three");
        story.changes(BEN, "r3", react(2, "+1", false)).changes(ANN, "d", delete(3));
        assertClean();
    }

    @Test
    void anEditThatADeviceIsNotTold() {
        story.says(ANN, "one").changes(ANN, "e", edit(2, "once"));
        story.log(BEN).removeLast();
        assertBroken(Rule.CHANGES_CONVERGE);
    }

    @Test
    void aReactionThatIsOverwrittenForOneDevice() {
        story.says(ANN, "one").goes(BEN).changes(ANN, "r", react(2, "+1", true)).comesBack(BEN);
        story.log(BEN)
                .replaceAll(entry ->
                        entry instanceof Entry.Batch batch
                                ? new Entry.Batch(
                                        batch.at(),
                                        batch.conn(),
                                        CHAT,
                                        batch.from(),
                                        batch.to(),
                                        false,
                                        List.of())
                                : entry);
        assertBroken(Rule.CHANGES_CONVERGE);
    }

    @Test
    void aBatchWithAnotherStateThanTheMessageEverHad() {
        story.says(ANN, "one").goes(BEN).changes(ANN, "r", react(2, "+1", true)).comesBack(BEN);
        Item wrong = item(2, ANN, "one").with(story.history.get(1).state().after(asChange("x")));
        story.log(BEN)
                .replaceAll(entry ->
                        entry instanceof Entry.Batch batch
                                ? new Entry.Batch(
                                        batch.at(), batch.conn(), CHAT, 2, 3, false, List.of(wrong))
                                : entry);
        assertThat(story.verdict().broken())
                .containsExactlyInAnyOrder(Rule.DELIVERED_IS_STORED, Rule.CHANGES_CONVERGE);
    }

    private static Change asChange(String emoji) {
        return new Change(CHAT, 3, ANN, key("r"), react(2, emoji, true));
    }

    @Test
    void anOlderStateThatComesInALaterBatchIsIgnored() {
        story.says(ANN, "one");
        Item before = story.history.get(1);
        story.changes(ANN, "e", edit(2, "once"));
        story.log(BEN)
                .add(
                        new Entry.Batch(
                                story.tick(), story.conn(BEN), CHAT, 1, 3, false, List.of(before)));
        assertClean();
    }

    @Test
    void anAcknowledgedChangeThatTheHistoryDoesNotShow() {
        story.says(ANN, "one").says(BEN, "two").changes(ANN, "d", delete(2));
        Item before = item(2, ANN, "one");
        story.history.set(1, before);
        story.read.values().forEach(seen -> seen.set(1, before));
        assertThat(story.verdict().broken())
                .as("the devices believe it")
                .containsExactlyInAnyOrder(Rule.CHANGES_STORED, Rule.CHANGES_CONVERGE);
    }

    @Test
    void aHistoryThatShowsWhatNobodyWasTold() {
        story.says(ANN, "one");
        Item pinned = story.history.get(1).with(pinned(2));
        story.history.set(1, pinned);
        story.read.values().forEach(seen -> seen.set(1, pinned));
        assertThat(story.verdict().broken()).contains(Rule.CHANGES_STORED);
    }

    private static State pinned(long changeSeq) {
        return new State(changeSeq, "one".hashCode(), false, false, true, java.util.Map.of());
    }

    @Test
    void twoDevicesAreToldDifferentChangesAtOneSeq() {
        story.says(ANN, "one").changes(ANN, "e", edit(2, "once"));
        story.asks(ANN, "e2", edit(2, "twice"));
        story.log(BEN).removeLast();
        story.push(BEN, new Change(CHAT, 3, ANN, key("e2"), edit(2, "twice")));
        assertThat(story.verdict().broken())
                .containsExactlyInAnyOrder(Rule.CHANGES_STORED, Rule.CHANGES_CONVERGE);
    }

    @Test
    void aChangeIsToldWhereAMessageStands() {
        story.says(ANN, "one").says(ANN, "two").asks(BEN, "r", react(2, "+1", true));
        story.push(BEN, new Change(CHAT, 3, BEN, key("r"), react(2, "+1", true)));
        assertThat(story.verdict().broken()).containsExactly(Rule.CHANGES_STORED);
    }

    @Test
    void aChangeThatNobodyAskedFor() {
        story.says(ANN, "one").changes(ANN, "e", edit(2, "once"));
        story.log(ANN).removeIf(Entry.Asked.class::isInstance);
        assertBroken(Rule.CHANGES_WERE_ASKED);
    }

    @Test
    void aChangeThatWasRefused() {
        story.says(ANN, "one").asks(BEN, "e", edit(2, "once"));
        story.log(BEN)
                .add(new Entry.Refused(story.tick(), story.conn(BEN), CHAT, key("e"), "forbidden"));
        story.changes(BEN, "e", edit(2, "once"));
        assertBroken(Rule.CHANGES_WERE_ASKED);
    }

    @Test
    void aChangeOfAnotherMessageThanWasAskedFor() {
        story.says(ANN, "one").says(ANN, "two").asks(BEN, "r", react(2, "+1", true));
        story.changes(BEN, "r", react(3, "+1", true));
        assertBroken(Rule.CHANGES_WERE_ASKED);
    }

    @Test
    void aChangeThatIsDoneTwice() {
        story.says(ANN, "one")
                .changes(ANN, "e", edit(2, "once"))
                .changes(ANN, "e", edit(2, "once"));
        assertBroken(Rule.CHANGES_WERE_ASKED);
    }

    @Test
    void aChangeWithoutAnAnswerMayHaveBeenDone() {
        story.says(ANN, "one").changes(ANN, "e", edit(2, "once"));
        story.log(ANN).removeLast();
        story.log(ANN).add(story.batch(ANN, 2, 3));
        story.log(BEN).removeLast();
        story.log(BEN).add(story.batch(BEN, 2, 3));
        assertClean();
    }

    @Test
    void aSeqThatIsNeitherAMessagesNorAChanges() {
        story.says(ANN, "one").changes(ANN, "e", edit(2, "once")).changes(ANN, "e2", edit(2, "x"));
        for (var user : List.of(ANN, BEN)) {
            story.log(user).removeIf(entry -> isAt(entry, 3));
            story.log(user).add(story.batch(user, 2, 4));
        }
        assertClean();
        story.log(ANN).add(new Entry.Idle(story.tick(), story.conn(ANN), key("e")));
        assertBroken(Rule.SEQ_DENSE);
    }

    private static boolean isAt(Entry entry, long seq) {
        return entry instanceof Entry.Pushed pushed && pushed.event().seq() == seq;
    }

    @Test
    void twoMembersReadAMessageInTwoStates() {
        story.says(ANN, "one").changes(ANN, "e", edit(2, "once"));
        story.seen(BEN).set(1, item(2, ANN, "one"));
        assertBroken(Rule.SAME_FOR_ALL);
    }

    @Test
    void whoLeftReadsMessagesAsTheyAreNow() {
        story.joins(CLEO).says(ANN, "one");
        List<Item> stay = new java.util.ArrayList<>(story.seen(CLEO));
        story.leaves(CLEO).changes(ANN, "e", edit(3, "once"));
        stay.add(story.history.get(3));
        Item now = story.history.get(2);
        State untold = new State(3, now.state().text(), true, false, false, java.util.Map.of());
        stay.set(1, now.with(untold));
        story.read.put(CLEO, stay);
        assertClean();
    }

    @Test
    void aStrangerIsToldOfAPin() {
        story.says(ANN, "one").changes(ANN, "p", pin(2, true));
        story.push(CLEO, new Change(CHAT, 3, ANN, key("p"), pin(2, true)));
        assertBroken(Rule.MEMBERS_ONLY);
    }

    @Test
    void aNewMemberIsToldWhatIsDoneToOlderMessages() {
        story.says(ANN, "one").joins(CLEO).changes(ANN, "e", edit(2, "once"));
        assertClean();
        story.log(CLEO).removeLast();
        story.push(CLEO, new Change(CHAT, 4, ANN, key("e"), edit(2, "once")));
        assertBroken(Rule.MEMBERS_ONLY);
    }

    @Test
    void aMemberIsNotToldWhatIsDoneToAMessageThatTheySee() {
        story.says(ANN, "one").changes(ANN, "e", edit(2, "once"));
        story.log(BEN).removeLast();
        story.push(BEN, new Event.Passing(CHAT, 3));
        assertBroken(Rule.CHANGES_CONVERGE);
    }

    @Test
    void aNewMemberOfAnOpenGroupReadsAll() {
        story.says(ANN, "one").opens().joins(CLEO).changes(ANN, "e", edit(2, "once"));
        assertClean();
        story.seen(CLEO).removeFirst();
        assertBroken(Rule.SEQ_DENSE);
    }

    @Test
    void aNewMemberOfAChannelIsGivenAll() {
        story.channel = true;
        story.says(ANN, "one").joins(CLEO);
        story.log(CLEO).add(story.batch(CLEO, 0, 3));
        assertClean();
        story.channel = false;
        story.seen(CLEO).removeFirst();
        story.seen(CLEO).removeFirst();
        assertThat(story.verdict().broken()).contains(Rule.MEMBERS_ONLY);
    }

    @Test
    void beforeAGroupIsOpenedANewMemberDoesNotGetWhatWasBefore() {
        story.says(ANN, "one").joins(CLEO);
        story.push(CLEO, item(2, ANN, "one"));
        story.opens();
        assertBroken(Rule.MEMBERS_ONLY);
    }

    private void assertClean() {
        assertThat(story.verdict().toString()).isEmpty();
    }

    private void assertBroken(Rule rule) {
        Verdict verdict = story.verdict();
        assertThat(verdict.broken()).as(verdict.toString()).isEqualTo(Set.of(rule));
    }
}
