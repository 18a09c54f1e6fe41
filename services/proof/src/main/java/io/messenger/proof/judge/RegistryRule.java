package io.messenger.proof.judge;

import io.messenger.contracts.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The connections that count in the registry are those that are synced and not over, of all users
/// whose devices keep logs.
record RegistryRule(Evidence evidence, List<Finding> findings) {

    void judge() {
        evidence.outside().registry().ifPresent(this::compare);
    }

    private void compare(List<Outside.Registered> registry) {
        Set<Outside.Registered> open = new HashSet<>();
        evidence.logs().forEach(log -> open.addAll(open(log)));
        Set<UserId> users =
                evidence.logs().stream().map(DeviceLog::user).collect(Collectors.toSet());
        Set<Outside.Registered> registered =
                registry.stream()
                        .filter(one -> users.contains(one.user()))
                        .collect(Collectors.toSet());
        open.stream()
                .filter(one -> !registered.contains(one))
                .forEach(one -> find(one, "the open socket %s of user %s in the registry"));
        registered.stream()
                .filter(one -> !open.contains(one))
                .forEach(one -> find(one, "no socket %s of user %s in the registry: it is over"));
    }

    private void find(Outside.Registered one, String expected) {
        findings.add(
                new Finding(
                        Rule.REGISTRY_IS_SOCKETS,
                        null,
                        0,
                        null,
                        expected.formatted(one.connection(), one.user())));
    }

    private static Set<Outside.Registered> open(DeviceLog log) {
        return log.open().stream()
                .map(id -> new Outside.Registered(log.user(), id))
                .collect(Collectors.toSet());
    }
}
