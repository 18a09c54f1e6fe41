package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The plans of the queries that everybody waits for, on a large history: none reads a table from
/// end to end, sorts more than a page, or reads much more than it answers, whether the planner
/// looks at the parameters or not. Written to `target/query-plans.txt`, for `docs/queries.md`.
final class QueryPlansTest {
    /// Tables of a few rows.
    private static final Set<String> SMALL = Set.of("epoch", "applied");

    private final List<String> faults = new ArrayList<>();
    private final StringBuilder texts = new StringBuilder();

    @Test
    void noHotQueryReadsMoreThanItNeeds() throws Exception {
        try (LargeHistory history = new LargeHistory(World.STACK)) {
            List<HotQuery> queries = HotQuery.of(history);
            for (String mode : List.of("force_custom_plan", "force_generic_plan")) {
                try (Connection real = history.open()) {
                    PlanProbe probe = new PlanProbe(real, mode);
                    for (HotQuery query : queries) {
                        query.run().on(probe.connection());
                        judge(query, mode, probe.take());
                    }
                }
            }
        }
        Files.writeString(Path.of("target/query-plans.txt"), texts);
        assertThat(faults).isEmpty();
    }

    private void judge(HotQuery query, String mode, List<Plan> plans) {
        assertThat(plans).as(query.name()).isNotEmpty();
        String name = query.name() + ", " + mode;
        texts.append("## ").append(name).append('\n');
        for (Plan plan : plans) {
            texts.append(plan.text()).append("\n\n");
            plan.all()
                    .flatMap(node -> faults(query, node).stream())
                    .forEach(fault -> faults.add(name + ": " + fault + "\n" + plan.text()));
        }
    }

    private static List<String> faults(HotQuery query, Plan node) {
        List<String> faults = new ArrayList<>();
        if (node.type().equals("Seq Scan") && !SMALL.contains(node.table())) {
            faults.add("reads all of " + node.table());
        }
        if (node.sorts() && node.rows() > 2L * (ChangeBatch.MAX + 1)) {
            faults.add("sorts " + node.rows() + " rows");
        }
        if (!node.table().isEmpty() && node.read() > query.mostRead()) {
            faults.add("reads " + node.read() + " rows of " + node.table());
        }
        return faults;
    }
}
