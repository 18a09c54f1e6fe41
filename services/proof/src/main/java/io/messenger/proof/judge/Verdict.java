package io.messenger.proof.judge;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What the judge found: nothing, if every promise was kept.
public record Verdict(List<Finding> findings) {
    public Verdict {
        findings = List.copyOf(findings);
    }

    /// Whether every promise was kept.
    public boolean clean() {
        return findings.isEmpty();
    }

    /// The promises that were broken.
    public Set<Rule> broken() {
        Set<Rule> rules = EnumSet.noneOf(Rule.class);
        findings.forEach(finding -> rules.add(finding.rule()));
        return rules;
    }

    @Override
    public String toString() {
        return findings.stream().map(Finding::toString).collect(Collectors.joining("\n"));
    }
}
