package io.messenger.standalone;

import io.messenger.embedded.Ports;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which service listens where; decided before any starts, since they have to know each other's
/// addresses.
record PortPlan(Map<String, Pair> byService) {
    private static final int MANAGEMENT_OFFSET = 1000;

    /// @param api where the service answers
    /// @param management where its health and metrics are
    record Pair(int api, int management) {}

    /// @param first port of the first service, the next of the next one, and so on; 0 for any free
    ///   ones
    /// @throws io.messenger.embedded.StackException when one is taken; it names port and service
    static PortPlan from(int first, List<String> services) {
        Map<String, Pair> pairs = new LinkedHashMap<>();
        for (String service : services) {
            int api = first == 0 ? 0 : first + pairs.size();
            int management = first == 0 ? 0 : api + MANAGEMENT_OFFSET;
            pairs.put(
                    service,
                    new Pair(
                            Ports.claim("the " + service + " service", api),
                            Ports.claim("the health of the " + service + " service", management)));
        }
        return new PortPlan(pairs);
    }

    Pair of(String service) {
        Pair pair = byService.get(service);
        if (pair == null) {
            throw new IllegalArgumentException(service);
        }
        return pair;
    }
}
