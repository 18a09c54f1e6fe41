package io.messenger.proof.judge;

import io.messenger.contracts.ChatId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Proves from logs and histories that the messenger kept its promises, or says where it did not.
/// The same evidence always gives the same verdict.
public final class Judge {
    /// How soon `resync` follows when a socket was not given an event: what the protocol says.
    public static final Duration RESYNC_WITHIN = Duration.ofSeconds(5);

    private static final Comparator<Finding> BY_RULE_AND_PLACE =
            Comparator.comparing(Finding::rule)
                    .thenComparing(finding -> String.valueOf(finding.chat()))
                    .thenComparingLong(Finding::seq)
                    .thenComparing(Finding::expected);

    private Judge() {}

    /// Judges by the protocol.
    ///
    /// @throws IllegalArgumentException when the evidence is not whole: a member's view is missing
    public static Verdict judge(Evidence evidence) {
        return judge(evidence, RESYNC_WITHIN);
    }

    /// Judges with another time within which `resync` has to follow: a short run has little time.
    public static Verdict judge(Evidence evidence, Duration resyncWithin) {
        Histories histories = Histories.of(evidence.views());
        Map<ChatId, Membership> memberships = Membership.ofAll(evidence, histories);
        Wishes wishes = Wishes.of(evidence);
        Map<ChatId, Chronicle> chronicles = Chronicle.ofAll(evidence, wishes);
        List<Finding> findings = new ArrayList<>();
        new ViewRules(evidence, histories, memberships, chronicles, findings).judge();
        new StoredRules(evidence, histories, wishes, findings).judge();
        new ChangeRules(evidence, histories, chronicles, wishes, findings).judge();
        for (DeviceLog log : evidence.logs()) {
            new DeliveryRules(log, histories, memberships, chronicles, findings).judge();
            new ReplayRule(log, histories, memberships, findings).judge();
            new LiveRule(log, resyncWithin.toMillis(), findings).judge();
        }
        new PointerRule(evidence, findings).judge();
        new RegistryRule(evidence, findings).judge();
        Recovery.of(evidence, memberships).stream()
                .filter(recovery -> !recovery.isInTime())
                .map(Judge::tooSlow)
                .forEach(findings::add);
        findings.sort(BY_RULE_AND_PLACE);
        return new Verdict(findings);
    }

    private static Finding tooSlow(Recovery recovery) {
        return new Finding(
                Rule.RECOVERED_IN_TIME,
                null,
                0,
                null,
                "what was said after the end of \"%s\" at %s within %s, not after %s"
                        .formatted(
                                recovery.fault().name(),
                                recovery.device(),
                                recovery.fault().budget(),
                                recovery.took()));
    }
}
