package io.messenger.proof.judge;

import io.messenger.contracts.ChatId;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// How soon after a fault everybody was given again what was said after it.
///
/// @param device the one that waited longest
/// @param took until that one was given the first message that was sent after the fault; until the
///   end of the logs when it was given none
public record Recovery(Outside.Fault fault, String device, Duration took) {

    /// Whether it took no longer than it may.
    public boolean isInTime() {
        return took.compareTo(fault.budget()) <= 0;
    }

    /// Of each fault after which something was said that somebody had to be given. Devices that
    /// were away meanwhile because their users wanted that are left out, and of who left a chat
    /// nothing is expected in it.
    public static List<Recovery> of(Evidence evidence) {
        Histories histories = Histories.of(evidence.views());
        return of(evidence, Membership.ofAll(evidence, histories));
    }

    static List<Recovery> of(Evidence evidence, Map<ChatId, Membership> memberships) {
        Recoveries recoveries = new Recoveries(evidence, memberships);
        return evidence.outside().faults().stream()
                .flatMap(fault -> recoveries.slowest(fault).stream())
                .toList();
    }
}
