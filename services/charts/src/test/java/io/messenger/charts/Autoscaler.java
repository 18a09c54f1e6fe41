package io.messenger.charts;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/// What Kubernetes' controller makes of a HorizontalPodAutoscaler with one metric of the type
/// `Pods`, by the published algorithm (autoscaling/v2, "Algorithm details" and "Configurable
/// scaling behavior" of its documentation). It has no clock: whoever asks says what time it is.
final class Autoscaler {
    /// How often the controller looks, by default.
    static final Duration ROUND = Duration.ofSeconds(15);

    /// Usage so near to the target changes nothing.
    private static final double TOLERANCE = 0.1;

    private final JsonNode spec;
    private final double target;
    private final List<Change> ups = new ArrayList<>();
    private final List<Change> downs = new ArrayList<>();
    private final List<Change> recommended = new ArrayList<>();

    /// So many pods, then: added, taken away, or recommended.
    private record Change(Duration at, int pods) {}

    /// @param perPod in place of the metric's `averageValue`
    Autoscaler(JsonNode hpa, double perPod) {
        this.spec = hpa.path("spec");
        this.target = perPod;
    }

    /// How many pods there are to be from now on.
    ///
    /// @param now time since any beginning
    /// @param metric of each pod that is ready and not about to end
    int decide(Duration now, List<Double> metric) {
        int current = metric.size();
        int stable = stable(now, current, wanted(metric));
        int decided = Math.clamp(limited(now, current, stable), min(), max());
        if (decided > current) {
            ups.add(new Change(now, decided - current));
        } else if (decided < current) {
            downs.add(new Change(now, current - decided));
        }
        return decided;
    }

    private int wanted(List<Double> metric) {
        double usage = metric.stream().mapToDouble(Double::doubleValue).sum() / metric.size();
        double ratio = usage / target;
        return Math.abs(ratio - 1) <= TOLERANCE
                ? metric.size()
                : (int) Math.ceil(ratio * metric.size());
    }

    /// The most cautious of what was recommended within the window of the direction.
    private int stable(Duration now, int current, int wanted) {
        int up = Math.min(wanted, within(now, window("scaleUp"), Math::min, wanted));
        int down = Math.max(wanted, within(now, window("scaleDown"), Math::max, wanted));
        recommended.add(new Change(now, wanted));
        return current < up ? up : Math.min(current, down);
    }

    private int within(Duration now, Duration window, BinaryOperator<Integer> best, int first) {
        return recommended.stream()
                .filter(one -> one.at().compareTo(now.minus(window)) > 0)
                .map(Change::pods)
                .reduce(first, best);
    }

    private Duration window(String direction) {
        return Duration.ofSeconds(behavior(direction).path("stabilizationWindowSeconds").asLong());
    }

    /// No faster than the policies allow.
    private int limited(Duration now, int current, int stable) {
        if (stable > current) {
            int most = bounds("scaleUp", policy -> up(now, current, policy)).max().orElseThrow();
            return Math.min(stable, Math.max(current, most));
        }
        int least = bounds("scaleDown", policy -> down(now, current, policy)).min().orElseThrow();
        return Math.max(stable, Math.min(current, least));
    }

    /// The charts select the policy that allows the most.
    private java.util.stream.IntStream bounds(String direction, ToIntFunction<JsonNode> bound) {
        if (!behavior(direction).path("selectPolicy").asText().equals("Max")) {
            throw new AssertionError("only Max is known here");
        }
        return policies(direction).mapToInt(bound);
    }

    private int up(Duration now, int current, JsonNode policy) {
        int before = before(now, current, policy);
        int value = policy.path("value").asInt();
        return isPercent(policy) ? (int) Math.ceil(before * (1 + value / 100.0)) : before + value;
    }

    private int down(Duration now, int current, JsonNode policy) {
        int before = before(now, current, policy);
        int value = policy.path("value").asInt();
        return isPercent(policy) ? (int) (before * (1 - value / 100.0)) : before - value;
    }

    /// How many there were at the beginning of the policy's period.
    private int before(Duration now, int current, JsonNode policy) {
        Duration since = now.minusSeconds(policy.path("periodSeconds").asLong());
        return current - sum(ups, since) + sum(downs, since);
    }

    private static int sum(List<Change> changes, Duration since) {
        return changes.stream()
                .filter(change -> change.at().compareTo(since) > 0)
                .mapToInt(Change::pods)
                .sum();
    }

    private static boolean isPercent(JsonNode policy) {
        return switch (policy.path("type").asText()) {
            case "Percent" -> true;
            case "Pods" -> false;
            default -> throw new AssertionError("no such policy: " + policy);
        };
    }

    private Stream<JsonNode> policies(String direction) {
        return Manifests.elements(behavior(direction).path("policies"));
    }

    private JsonNode behavior(String direction) {
        return spec.path("behavior").path(direction);
    }

    int min() {
        return spec.path("minReplicas").asInt();
    }

    private int max() {
        return spec.path("maxReplicas").asInt();
    }
}
