package io.messenger.proof.judge;

import static io.messenger.proof.judge.Story.ANN;
import static io.messenger.proof.judge.Story.BEN;
import static io.messenger.proof.judge.Story.CHAT;
import static io.messenger.proof.judge.Story.CLEO;
import static io.messenger.proof.judge.Story.item;
import static io.messenger.proof.judge.Story.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Each broken promise is found and named, and nothing else is.
final class JudgeTest {
    private final Story story = new Story();

    @Test
    void whatGoesWellIsClean() {
        story.says(ANN, "one").says(BEN, "two").goes(BEN).says(ANN, "three").told(ANN, BEN, 3);
        story.comesBack(BEN).says(BEN, "four").joins(CLEO).says(CLEO, "five").leaves(CLEO);
        story.says(ANN, "six").sends(BEN, "is on its way");
        assertClean();
    }

    @Test
    void theSameEvidenceGivesTheSameVerdict() {
        story.says(ANN, "one").says(BEN, "two");
        story.seen(BEN).remove(1);
        Evidence evidence = story.evidence();
        assertThat(Judge.judge(evidence)).isEqualTo(Judge.judge(evidence));
    }

    @Test
    void aFindingSaysWhereAndWhatWasExpected() {
        story.says(ANN, "one").says(ANN, "two");
        story.push(ANN, item(9, ANN, "two"));
        assertThat(findings(Rule.ACKNOWLEDGED_IS_STORED))
                .singleElement()
                .asString()
                .contains("ACKNOWLEDGED_IS_STORED: chat " + CHAT + ", seq 9")
                .contains(key("two").toString())
                .contains("expected there, as");
    }

    @Test
    void acknowledgedAndNotStored() {
        story.sends(ANN, "lost");
        Item lost = item(2, ANN, "lost");
        story.push(ANN, lost);
        assertBroken(Rule.ACKNOWLEDGED_IS_STORED);
    }

    @Test
    void acknowledgedByABatchAndNotStored() {
        story.sends(ANN, "lost").goes(ANN).comesBack(ANN);
        story.log(ANN)
                .add(
                        new Entry.Batch(
                                story.tick(),
                                story.conn(ANN),
                                CHAT,
                                1,
                                2,
                                false,
                                List.of(item(2, ANN, "lost"))));
        assertBroken(Rule.ACKNOWLEDGED_IS_STORED);
    }

    @Test
    void givenToOthersAndNotStored() {
        story.sends(ANN, "lost");
        story.push(BEN, item(2, ANN, "lost"));
        assertBroken(Rule.DELIVERED_IS_STORED);
    }

    @Test
    void givenWithAnotherText() {
        story.says(ANN, "one").says(ANN, "two");
        Item two = item(3, ANN, "two");
        story.push(BEN, two.with(State.said(3, "too".hashCode())));
        assertBroken(Rule.DELIVERED_IS_STORED);
    }

    @Test
    void storedTwice() {
        story.says(ANN, "one").says(BEN, "two").says(ANN, "one");
        assertBroken(Rule.STORED_ONCE);
    }

    @Test
    void storedAndSentByNobody() {
        story.says(ANN, "one").says(BEN, "two");
        story.log(BEN).removeIf(Entry.Sent.class::isInstance);
        assertBroken(Rule.STORED_WAS_SENT);
    }

    @Test
    void storedUnderTheNameOfAnother() {
        story.sends(BEN, "one").says(ANN, "one");
        story.log(ANN).removeIf(Entry.Sent.class::isInstance);
        assertBroken(Rule.STORED_WAS_SENT);
    }

    @Test
    void storedAlthoughItWasRefused() {
        refusing("forbidden");
        assertBroken(Rule.STORED_WAS_SENT);
    }

    @Test
    void storedAfterItWasRefusedForNow() {
        refusing("rate_limited");
        assertClean();
    }

    private void refusing(String code) {
        story.sends(ANN, "one");
        story.log(ANN)
                .add(new Entry.Refused(story.tick(), story.conn(ANN), CHAT, key("one"), code));
        story.says(ANN, "one");
    }

    @Test
    void storedWithAnotherText() {
        story.log(ANN)
                .add(
                        new Entry.Sent(
                                story.tick(),
                                story.conn(ANN),
                                CHAT,
                                key("one"),
                                "one!".hashCode()));
        story.says(ANN, "one");
        assertBroken(Rule.STORED_WAS_SENT);
    }

    @Test
    void whatWasSentAgainIsJudgedByTheFirstTime() {
        story.sends(ANN, "one").sends(ANN, "two").sends(ANN, "one").says(ANN, "one");
        story.says(ANN, "two");
        assertClean();
    }

    @Test
    void aSeqThatNothingStandsAt() {
        story.says(ANN, "one").says(ANN, "three");
        Item three = item(4, ANN, "three");
        story.history.set(2, three);
        story.head = 4;
        story.read.values().forEach(seen -> seen.set(2, three));
        story.logs
                .values()
                .forEach(log ->
                        log.replaceAll(entry ->
                                entry instanceof Entry.Pushed pushed && pushed.event().seq() == 3
                                        ? new Entry.Pushed(pushed.at(), pushed.conn(), three)
                                        : entry));
        assertThat(story.verdict().broken())
                .as("devices wait for it too")
                .containsExactlyInAnyOrder(Rule.SEQ_DENSE, Rule.DEVICE_HAS_ALL);
    }

    @Test
    void aHistoryThatEndsBeforeTheHead() {
        story.says(ANN, "one").says(ANN, "two");
        story.seen(BEN).removeLast();
        assertBroken(Rule.SEQ_DENSE);
    }

    @Test
    void aHistoryOutOfOrder() {
        story.says(ANN, "one").says(ANN, "two");
        story.seen(BEN).addFirst(story.seen(BEN).removeLast());
        assertBroken(Rule.SEQ_DENSE);
    }

    @Test
    void twoMembersReadDifferentThings() {
        story.says(ANN, "one").sends(ANN, "other");
        story.seen(BEN).set(1, item(2, ANN, "other"));
        assertThat(story.verdict().broken()).contains(Rule.SAME_FOR_ALL);
    }

    @Test
    void twoMembersSeeDifferentHeads() {
        story.says(ANN, "one");
        Evidence whole = story.evidence();
        List<View> views =
                whole.views().stream()
                        .map(view ->
                                view.reader().equals(ANN)
                                        ? view
                                        : new View(
                                                view.reader(),
                                                CHAT,
                                                1,
                                                view.items().subList(0, 1),
                                                List.of()))
                        .toList();
        assertThat(Judge.judge(new Evidence(whole.logs(), views, whole.founders())).broken())
                .containsExactly(Rule.SAME_FOR_ALL);
    }

    @Test
    void aSendersMessagesChangePlaces() {
        story.sends(ANN, "one").sends(ANN, "two").says(ANN, "two").says(ANN, "one");
        assertBroken(Rule.SENDER_ORDER);
    }

    @Test
    void aDeviceThatIsConnectedLacksTheLastMessage() {
        story.says(ANN, "one").says(ANN, "two");
        story.log(BEN).removeLast();
        assertBroken(Rule.DEVICE_HAS_ALL);
    }

    @Test
    void aDeviceThatIsAwayNeedNotHaveIt() {
        story.says(ANN, "one").goes(BEN).says(ANN, "two");
        assertClean();
    }

    @Test
    void aBatchThatLacksAMessage() {
        story.goes(BEN).says(ANN, "one").says(ANN, "two").says(ANN, "three").comesBack(BEN);
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
                                        List.of(batch.items().getFirst(), batch.items().getLast()))
                                : entry);
        assertBroken(Rule.DEVICE_HAS_ALL);
    }

    @Test
    void aBatchThatBeginsTooLate() {
        story.goes(BEN).says(ANN, "one").says(ANN, "two").says(ANN, "three").comesBack(BEN);
        Entry.Batch late = story.batch(BEN, 3, 4);
        story.log(BEN).replaceAll(entry -> entry instanceof Entry.Batch ? late : entry);
        assertBroken(Rule.DEVICE_HAS_ALL);
    }

    @Test
    void aMemberWhoseDeviceWasNeverTold() {
        story.joins(CLEO);
        story.log(CLEO).removeLast();
        assertBroken(Rule.DEVICE_HAS_ALL);
    }

    @Test
    void aSocketThatIsNotGivenAnEventAndNotToldToFetch() {
        skipping();
        story.waits(6_000).says(ANN, "later");
        assertThat(findings(Rule.LIVE_SKIPS_NONE))
                .singleElement()
                .matches(finding -> finding.seq() == 3);
        assertBroken(Rule.LIVE_SKIPS_NONE);
    }

    @Test
    void aSocketThatIsToldToFetchInstead() {
        skipping();
        story.log(BEN).add(new Entry.Resync(story.tick(), story.conn(BEN), CHAT));
        story.waits(6_000).says(ANN, "later");
        assertClean();
    }

    @Test
    void aSocketThatIsToldToFetchBeforeTheNextEventShowsTheGap() {
        skippingWhenTold();
        story.says(ANN, "three");
        story.log(BEN).add(story.batch(BEN, 2, 4));
        story.waits(6_000).says(ANN, "later");
        assertClean();
    }

    @Test
    void aSocketThatWasToldToFetchLongBeforeAGap() {
        skippingWhenTold();
        story.waits(6_000).says(ANN, "three");
        story.log(BEN).add(story.batch(BEN, 2, 4));
        story.waits(6_000).says(ANN, "later");
        assertBroken(Rule.LIVE_SKIPS_NONE);
    }

    @Test
    void aSocketThatFetchedWhenToldAndIsThenNotGivenAnEvent() {
        skippingWhenTold();
        story.log(BEN).add(story.batch(BEN, 2, 3));
        story.says(ANN, "three");
        story.log(BEN).removeLast();
        story.says(ANN, "four");
        story.log(BEN).add(story.batch(BEN, 3, 5));
        story.waits(6_000).says(ANN, "later");
        assertThat(findings(Rule.LIVE_SKIPS_NONE))
                .singleElement()
                .matches(finding -> finding.seq() == 4);
        assertBroken(Rule.LIVE_SKIPS_NONE);
    }

    @Test
    void aSocketThatIsGivenEventsInAnotherOrder() {
        skipping();
        story.push(BEN, story.history.get(2));
        story.waits(6_000).says(ANN, "later");
        assertClean();
    }

    @Test
    void aSocketThatEndsBeforeItCouldBeTold() {
        skipping();
        story.goes(BEN).waits(6_000).says(ANN, "later").comesBack(BEN);
        assertClean();
    }

    @Test
    void whatAWideGapLeavesOutIsAllowed() {
        story.says(ANN, "one").says(ANN, "two");
        List<Entry> log = story.log(BEN);
        Entry two = log.removeLast();
        log.removeLast();
        log.add(new Entry.Batch(story.tick(), story.conn(BEN), CHAT, 1, 1, true, List.of()));
        log.add(two);
        log.add(story.batch(BEN, 1, 3));
        story.waits(6_000).says(ANN, "later");
        assertClean();
    }

    /// Ben's socket is told to fetch, and not given seq 3.
    private void skippingWhenTold() {
        story.says(ANN, "one").says(ANN, "two");
        story.log(BEN).removeLast();
        story.log(BEN).add(new Entry.Resync(story.tick(), story.conn(BEN), CHAT));
    }

    /// Ben's socket is not given seq 3; his device notices and fetches.
    private void skipping() {
        story.says(ANN, "one").says(ANN, "two");
        story.log(BEN).removeLast();
        story.says(ANN, "three");
        story.log(BEN).add(story.batch(BEN, 2, 4));
    }

    @Test
    void aStrangerIsGivenAMessage() {
        story.says(ANN, "one");
        story.push(CLEO, item(2, ANN, "one"));
        assertBroken(Rule.MEMBERS_ONLY);
    }

    @Test
    void aNewMemberIsGivenWhatWasBefore() {
        story.says(ANN, "one").joins(CLEO);
        story.push(CLEO, item(2, ANN, "one"));
        assertBroken(Rule.MEMBERS_ONLY);
    }

    @Test
    void aFormerMemberIsGivenWhatCameAfter() {
        story.joins(CLEO).leaves(CLEO).says(ANN, "one");
        story.push(CLEO, item(4, ANN, "one"));
        assertBroken(Rule.MEMBERS_ONLY);
    }

    @Test
    void aStrangerReadsTheHistory() {
        story.says(ANN, "one");
        story.read.put(CLEO, List.copyOf(story.history));
        assertBroken(Rule.MEMBERS_ONLY);
    }

    @Test
    void aNewMemberReadsWhatWasBefore() {
        story.says(ANN, "one").joins(CLEO);
        story.seen(CLEO).addFirst(item(2, ANN, "one"));
        assertBroken(Rule.MEMBERS_ONLY);
    }

    @Test
    void whoLeftAndCameBackHasTwoStays() {
        story.joins(CLEO).says(CLEO, "one").leaves(CLEO).says(ANN, "two");
        story.joins(CLEO).says(CLEO, "three");
        assertClean();
    }

    @Test
    void aPointerThatIsLowerInTheEnd() {
        story.says(ANN, "one").told(ANN, BEN, 2).pointed(BEN, 1);
        assertBroken(Rule.POINTERS_FORWARD);
    }

    @Test
    void aPointerThatIsLowerWhenTheDeviceComesBack() {
        story.says(ANN, "one").told(BEN, BEN, 2).goes(BEN).pointed(BEN, 1).comesBack(BEN);
        story.pointed(BEN, 2);
        assertBroken(Rule.POINTERS_FORWARD);
    }

    @Test
    void aPointerThatIsToldLate() {
        story.says(ANN, "one").says(ANN, "two").told(ANN, BEN, 3).told(ANN, BEN, 2);
        story.pointed(BEN, 3);
        assertClean();
    }

    @Test
    void withoutTheViewOfAMemberThereIsNoVerdict() {
        story.read.remove(BEN);
        assertThatThrownBy(story::verdict)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(BEN.toString());
    }

    private List<Finding> findings(Rule rule) {
        return story.verdict().findings().stream()
                .filter(finding -> finding.rule() == rule)
                .toList();
    }

    private void assertClean() {
        assertThat(story.verdict().toString()).isEmpty();
        assertThat(story.verdict().clean()).isTrue();
    }

    private void assertBroken(Rule rule) {
        Verdict verdict = story.verdict();
        assertThat(verdict.broken()).as(verdict.toString()).isEqualTo(Set.of(rule));
        assertThat(verdict.clean()).isFalse();
    }
}
