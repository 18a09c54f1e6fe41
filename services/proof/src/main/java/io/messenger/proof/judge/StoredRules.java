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
    private static final Set<String> PASSING = Set.of("rate_limited", "unavailable", "internal");

    private final Evidence evidence;
    private final Histories histories;
    private final List<Finding> findings;
    private final Map<Place, Entry.Sent> sent = new HashMap<>();
    private final Set<Place> refused = new HashSet<>();
    private final Map<Place, Long> seqs = new HashMap<>();

    /// @param author who sent it to the chat, under which key
    private record Place(ChatId chat, Item.Author author) {}

    StoredRules(Evidence evidence, Histories histories, List<Finding> findings) {
        this.evidence = evidence;
        this.histories = histories;
        this.findings = findings;
    }

    void judge() {
        for (DeviceLog log : evidence.logs()) {
            for (Entry entry : log.entries()) {
                if (entry instanceof Entry.Sent one) {
                    sent.putIfAbsent(place(log, one.chat(), one.key()), one);
                } else if (entry instanceof Entry.Refused one && !PASSING.contains(one.code())) {
                    refused.add(place(log, one.chat(), one.key()));
                }
            }
        }
        histories.byChat().forEach(this::history);
        evidence.logs().forEach(this::order);
    }

    private static Place place(DeviceLog log, ChatId chat, ClientMsgId key) {
        return new Place(chat, new Item.Author(log.user(), key));
    }

    private void history(ChatId chat, NavigableMap<Long, Item> history) {
        for (Item item : history.values()) {
            Place place = new Place(chat, item.author());
            Long other = seqs.putIfAbsent(place, item.seq());
            if (other != null) {
                findings.add(Finding.of(Rule.STORED_ONCE, item, "it at seq " + other + " alone"));
            }
            if (item.isMessage()) {
                wasSent(item, place);
            }
        }
    }

    private void wasSent(Item item, Place place) {
        Entry.Sent origin = sent.get(place);
        if (origin == null) {
            findings.add(
                    Finding.of(Rule.STORED_WAS_SENT, item, "nothing: nobody sent such a message"));
        } else if (refused.contains(place)) {
            findings.add(Finding.of(Rule.STORED_WAS_SENT, item, "nothing: it was refused"));
        } else if (origin.text() != item.text()) {
            findings.add(Finding.of(Rule.STORED_WAS_SENT, item, "the text that was sent"));
        }
    }

    private void order(DeviceLog log) {
        Map<ChatId, Long> last = new HashMap<>();
        Set<ClientMsgId> seen = new HashSet<>();
        for (Entry entry : log.entries()) {
            if (entry instanceof Entry.Sent one && seen.add(one.key())) {
                Long seq = seqs.get(place(log, one.chat(), one.key()));
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
