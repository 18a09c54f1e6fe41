package io.messenger.proof.judge;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.UserId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;

/// What the members read at the end: without a gap, the same for all, and for members alone.
record ViewRules(
        Evidence evidence,
        Histories histories,
        Map<ChatId, Membership> memberships,
        Map<ChatId, Chronicle> chronicles,
        List<Finding> findings) {

    void judge() {
        demandViewsOfAllMembers();
        Map<ChatId, Long> heads = new HashMap<>();
        for (View view : evidence.views()) {
            Membership membership = memberships.get(view.chat());
            if (membership == null) {
                throw new IllegalArgumentException("founders of chat " + view.chat());
            }
            view.items().forEach(item -> item(view, membership, item));
            if (membership.isMember(view.reader())) {
                dense(view, membership.first(view.reader()));
                long head = heads.computeIfAbsent(view.chat(), _ -> view.head());
                if (head != view.head()) {
                    findings.add(
                            new Finding(
                                    Rule.SAME_FOR_ALL,
                                    view.chat(),
                                    view.head(),
                                    null,
                                    "head %d at %s too".formatted(head, view.reader())));
                }
            }
        }
    }

    private void demandViewsOfAllMembers() {
        memberships.forEach((chat, membership) -> {
            for (UserId user : membership.users()) {
                if (membership.isMember(user)
                        && evidence.views().stream()
                                .noneMatch(view ->
                                        view.chat().equals(chat) && view.reader().equals(user))) {
                    throw new IllegalArgumentException(
                            "the view of user %s of chat %s".formatted(user, chat));
                }
            }
        });
    }

    private void item(View view, Membership membership, Item item) {
        if (!membership.reads(view.reader(), item.seq())) {
            findings.add(
                    Finding.of(
                            Rule.MEMBERS_ONLY,
                            item,
                            "that %s, no member then, does not read it".formatted(view.reader())));
        }
        Item first = histories.of(view.chat()).get(item.seq());
        if (first != null && !isSame(view, membership, first, item)) {
            findings.add(
                    Finding.of(
                            Rule.SAME_FOR_ALL,
                            item,
                            "at %s what others have there: %s".formatted(view.reader(), first)));
        }
    }

    /// Who left is not told when a message was changed after that.
    private static boolean isSame(View view, Membership membership, Item first, Item item) {
        return first.equals(item)
                || (!membership.isMember(view.reader())
                        && first.isSameAs(item)
                        && first.state().looksLike(item.state()));
    }

    private void dense(View view, long from) {
        long next = from;
        for (Item item : view.items()) {
            if (item.seq() < next && item.seq() >= from) {
                findings.add(
                        Finding.of(
                                Rule.SEQ_DENSE,
                                item,
                                "seq %d or above next at %s".formatted(next, view.reader())));
            }
            next = Math.max(next, item.seq() + 1);
        }
        gaps(view, from);
    }

    /// Each seq is that of a message or of a change; a change that was never answered may have
    /// taken one.
    private void gaps(View view, long from) {
        Chronicle chronicle = Objects.requireNonNull(chronicles.get(view.chat()));
        Set<Long> taken = new HashSet<>(chronicle.changes().keySet());
        for (Item item : view.items()) {
            taken.add(item.seq());
            taken.add(item.state().changeSeq());
        }
        List<Long> gaps =
                LongStream.rangeClosed(from, view.head())
                        .filter(seq -> !taken.contains(seq))
                        .boxed()
                        .toList();
        if (gaps.size() > chronicle.pending().size()) {
            findings.add(
                    new Finding(
                            Rule.SEQ_DENSE,
                            view.chat(),
                            gaps.getFirst(),
                            null,
                            "something at each seq up to the head, %d, at %s; nothing is at %s"
                                    .formatted(view.head(), view.reader(), gaps)));
        }
    }
}
