package io.messenger.proof.judge;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What anybody was ever told of a pointer holds for ever: no `ready` is below what the device had
/// been told before it authenticated, and at the end every pointer is at least there. Live frames
/// may overtake each other, and clients take the highest.
final class PointerRule {
    private final Evidence evidence;
    private final List<Finding> findings;
    private final Map<Whose, Highest> highest = new HashMap<>();

    private record Whose(ChatId chat, UserId user) {}

    private record Highest(long received, long read) {
        private static final Highest NONE = new Highest(0, 0);

        Highest and(Highest other) {
            return new Highest(Math.max(received, other.received), Math.max(read, other.read));
        }

        boolean isAbove(Highest other) {
            return received > other.received || read > other.read;
        }
    }

    PointerRule(Evidence evidence, List<Finding> findings) {
        this.evidence = evidence;
        this.findings = findings;
    }

    void judge() {
        evidence.logs().forEach(this::log);
        for (View view : evidence.views()) {
            for (View.Pointers pointers : view.pointers()) {
                Whose whose = new Whose(view.chat(), pointers.user());
                demand(
                        whose,
                        highest.getOrDefault(whose, Highest.NONE),
                        new Highest(pointers.received(), pointers.read()),
                        "at the end");
            }
        }
    }

    private void log(DeviceLog log) {
        Map<Whose, Highest> told = new HashMap<>();
        Map<Integer, Map<Whose, Highest>> floors = new HashMap<>();
        for (Entry entry : log.entries()) {
            if (entry instanceof Entry.Began began) {
                floors.put(began.conn(), Map.copyOf(told));
            } else if (entry instanceof Entry.Pointed one) {
                told.merge(
                        new Whose(one.chat(), one.user()),
                        new Highest(one.received(), one.read()),
                        Highest::and);
            } else if (entry instanceof Entry.Ready ready) {
                Map<Whose, Highest> floor = floors.getOrDefault(ready.conn(), Map.of());
                for (Entry.ChatState state : ready.chats()) {
                    Whose own = new Whose(state.chat(), log.user());
                    Highest now = new Highest(state.received(), state.read());
                    demand(
                            own,
                            floor.getOrDefault(own, Highest.NONE),
                            now,
                            "in a later ready of " + log.name());
                    told.merge(own, now, Highest::and);
                }
            }
        }
        told.forEach((whose, one) -> highest.merge(whose, one, Highest::and));
    }

    private void demand(Whose whose, Highest before, Highest now, String when) {
        if (before.isAbove(now)) {
            findings.add(
                    new Finding(
                            Rule.POINTERS_FORWARD,
                            whose.chat(),
                            Math.max(before.received(), before.read()),
                            null,
                            "user %s at received %d, read %d or above, not %d, %d, %s"
                                    .formatted(
                                            whose.user(),
                                            before.received(),
                                            before.read(),
                                            now.received(),
                                            now.read(),
                                            when)));
        }
    }
}
