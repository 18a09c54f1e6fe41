package io.messenger.proof.judge;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;

/// The history beside what was sent: each message once, none that nobody sent, none that was
/// refused, each sender's in the order of sending.
final class StoredRules {
    private final Evidence evidence;
    private final Histories histories;
    private final Wishes wishes;
    private final List<Finding> findings;
    private final Map<Wishes.Place, Long> seqs = new HashMap<>();

    StoredRules(Evidence evidence, Histories histories, Wishes wishes, List<Finding> findings) {
        this.evidence = evidence;
        this.histories = histories;
        this.wishes = wishes;
        this.findings = findings;
    }

    void judge() {
        histories.byChat().forEach(this::history);
        evidence.logs().forEach(this::order);
    }

    private void history(ChatId chat, NavigableMap<Long, Item> history) {
        for (Item item : history.values()) {
            Wishes.Place place = new Wishes.Place(chat, item.author());
            Long other = seqs.putIfAbsent(place, item.seq());
            if (other != null) {
                findings.add(Finding.of(Rule.STORED_ONCE, item, "it at seq " + other + " alone"));
            }
            if (item.isMessage()) {
                wasSent(item, place);
            }
        }
    }

    private void wasSent(Item item, Wishes.Place place) {
        Entry.Sent origin = wishes.sent().get(place);
        if (origin == null) {
            findings.add(
                    Finding.of(Rule.STORED_WAS_SENT, item, "nothing: nobody sent such a message"));
        } else if (wishes.refused().contains(place)) {
            findings.add(Finding.of(Rule.STORED_WAS_SENT, item, "nothing: it was refused"));
        } else if (isUnchanged(item) && origin.text() != item.state().text()) {
            findings.add(Finding.of(Rule.STORED_WAS_SENT, item, "the text that was sent"));
        }
    }

    private static boolean isUnchanged(Item item) {
        return item.state().changeSeq() == item.seq();
    }

    private void order(DeviceLog log) {
        Map<ChatId, Long> last = new HashMap<>();
        Set<ClientMsgId> seen = new HashSet<>();
        for (Entry entry : log.entries()) {
            if (entry instanceof Entry.Sent one && seen.add(one.key())) {
                Long seq = seqs.get(Wishes.place(log, one.chat(), one.key()));
                long before = last.getOrDefault(one.chat(), 0L);
                if (seq != null && seq < before) {
                    findings.add(
                            new Finding(
                                    Rule.SENDER_ORDER,
                                    one.chat(),
                                    seq,
                                    one.key(),
                                    "it after seq %d, which %s sent before it"
                                            .formatted(before, log.name())));
                }
                last.merge(one.chat(), seq == null ? 0 : seq, Math::max);
            }
        }
    }
}
