package io.messenger.proof.judge;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Finds in the logs how long each device waited after a fault.
final class Recoveries {
    private final Evidence evidence;
    private final Map<ChatId, Membership> memberships;
    private final Map<ClientMsgId, Entry.Sent> sent = new HashMap<>();
    private long end;

    Recoveries(Evidence evidence, Map<ChatId, Membership> memberships) {
        this.evidence = evidence;
        this.memberships = memberships;
        for (DeviceLog log : evidence.logs()) {
            for (Entry entry : log.entries()) {
                end = Math.max(end, entry.at());
                if (entry instanceof Entry.Sent one) {
                    sent.merge(
                            one.key(),
                            one,
                            (first, again) -> again.at() < first.at() ? again : first);
                }
            }
        }
    }

    /// The device that waited longest; none when none had to be given anything, or the logs end too
    /// early to tell.
    Optional<Recovery> slowest(Outside.Fault fault) {
        return evidence.logs().stream()
                .filter(log -> mustBeGiven(log, fault))
                .flatMap(log -> waited(log, fault).stream())
                .max(Comparator.comparing(Recovery::took));
    }

    private Optional<Recovery> waited(DeviceLog log, Outside.Fault fault) {
        OptionalLong given =
                log.entries().stream()
                        .filter(entry -> entry.at() >= fault.over() && givesNew(entry, fault))
                        .mapToLong(Entry::at)
                        .findFirst();
        Duration took = Duration.ofMillis(given.orElse(end) - fault.over());
        Recovery recovery = new Recovery(fault, log.name(), took);
        boolean undecided = given.isEmpty() && recovery.isInTime();
        return undecided || !wantsToBeThere(log, fault, given.orElse(end))
                ? Optional.empty()
                : Optional.of(recovery);
    }

    /// Something that was sent after the fault.
    private boolean givesNew(Entry entry, Outside.Fault fault) {
        Stream<? extends Event> given =
                switch (entry) {
                    case Entry.Pushed pushed -> Stream.of(pushed.event());
                    case Entry.Batch batch -> batch.items().stream();
                    default -> Stream.of();
                };
        return given.anyMatch(event ->
                event instanceof Item item
                        && Optional.ofNullable(sent.get(item.key()))
                                .filter(one -> one.at() >= fault.over())
                                .isPresent());
    }

    private boolean mustBeGiven(DeviceLog log, Outside.Fault fault) {
        return sent.values().stream()
                .filter(one -> one.at() >= fault.over())
                .anyMatch(one ->
                        Optional.ofNullable(memberships.get(one.chat()))
                                .filter(membership -> membership.isMember(log.user()))
                                .isPresent());
    }

    /// Whether it was there before the fault was over, and not away by its user's wish until then.
    private static boolean wantsToBeThere(DeviceLog log, Outside.Fault fault, long until) {
        List<Entry> entries = log.entries();
        if (entries.isEmpty() || entries.getFirst().at() > fault.over()) {
            return false;
        }
        boolean away = false;
        for (Entry entry : entries) {
            if (entry instanceof Entry.Away) {
                away |= entry.at() <= until;
            } else if (entry instanceof Entry.Back) {
                away &= entry.at() >= fault.over();
            }
        }
        return !away;
    }
}
