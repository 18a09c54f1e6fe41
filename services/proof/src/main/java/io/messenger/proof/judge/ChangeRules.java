package io.messenger.proof.judge;

import io.messenger.contracts.ChatId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;

/// The changes that anybody was told, beside what was asked for and beside the history: each asked
/// for once, and all of them together what the history shows.
final class ChangeRules {
    private final Evidence evidence;
    private final Histories histories;
    private final Map<ChatId, Chronicle> chronicles;
    private final Wishes wishes;
    private final List<Finding> findings;
    private final Map<Wishes.Place, Long> seqs = new HashMap<>();

    ChangeRules(
            Evidence evidence,
            Histories histories,
            Map<ChatId, Chronicle> chronicles,
            Wishes wishes,
            List<Finding> findings) {
        this.evidence = evidence;
        this.histories = histories;
        this.chronicles = chronicles;
        this.wishes = wishes;
        this.findings = findings;
    }

    void judge() {
        Set<Change> known = new HashSet<>();
        Chronicle.changes(evidence).filter(known::add).forEach(this::told);
        histories.byChat().forEach(this::history);
    }

    private void told(Change change) {
        wasAsked(change, Wishes.place(change));
        Chronicle chronicle = chronicles.get(change.chat());
        Change first = chronicle == null ? null : chronicle.changes().get(change.seq());
        if (!change.equals(first)) {
            findings.add(
                    Finding.of(
                            Rule.CHANGES_STORED, change, "what others were told there: " + first));
        }
        Item item = histories.of(change.chat()).get(change.seq());
        if (item != null) {
            findings.add(
                    Finding.of(
                            Rule.CHANGES_STORED,
                            change,
                            "what the history has there: %s, not %s".formatted(item, change)));
        }
    }

    private void wasAsked(Change change, Wishes.Place place) {
        Entry.Asked asked = wishes.asked().get(place);
        Long other = seqs.putIfAbsent(place, change.seq());
        if (asked == null) {
            askedFor(change, "nothing: nobody asked for it");
        } else if (wishes.refused().contains(place)) {
            askedFor(change, "nothing: it was refused");
        } else if (!asked.deed().equals(change.deed())) {
            askedFor(change, "%s, which was asked for".formatted(asked.deed()));
        } else if (other != null && other != change.seq()) {
            askedFor(change, "it at seq %d alone".formatted(other));
        }
    }

    private void askedFor(Change change, String expected) {
        findings.add(Finding.of(Rule.CHANGES_WERE_ASKED, change, expected));
    }

    private void history(ChatId chat, NavigableMap<Long, Item> history) {
        Chronicle chronicle = Objects.requireNonNull(chronicles.get(chat));
        for (Item item : history.values()) {
            chronicle
                    .stateAt(item, Long.MAX_VALUE)
                    .filter(state -> !state.equals(item.state()))
                    .map(state ->
                            Finding.of(
                                    Rule.CHANGES_STORED, item, state + " there, by what was told"))
                    .ifPresent(findings::add);
        }
    }
}
