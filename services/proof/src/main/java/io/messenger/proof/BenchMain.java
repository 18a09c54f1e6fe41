package io.messenger.proof;

import io.messenger.contracts.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/// Measures the messenger or one of its peers: starts it, opens the sockets, asks at a fixed rate
/// whatever comes back, and prints latencies and costs.
public final class BenchMain {
    private BenchMain() {}

    /// Ends with status 1 when a message was lost, doubled or out of order.
    public static void main(String[] arguments) throws Exception {
        BenchOptions options;
        try {
            options = BenchOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(2);
            return;
        }
        List<BenchReport> reports = measure(options);
        if (options.json().isPresent()) {
            List<Object> all = new ArrayList<>();
            reports.forEach(report -> all.add(report.figures()));
            Files.write(options.json().get(), Json.bytes(all));
        }
        System.exit(reports.stream().allMatch(BenchReport::faultless) ? 0 : 1);
    }

    private static List<BenchReport> measure(BenchOptions options) throws Exception {
        Histogram flushes = DiskFlush.measure(options.data());
        List<BenchReport> reports = new ArrayList<>();
        try (Server server = start(options)) {
            for (BenchOptions.Step step : options.steps()) {
                BenchReport report = new Measurement(server, step, flushes).run();
                report.print(System.out);
                reports.add(report);
            }
        }
        return reports;
    }

    private static Server start(BenchOptions options) throws IOException, SQLException {
        if (options.peer().isPresent()) {
            return XmppPeer.start(options.peer().get(), options.data());
        }
        boolean passwordsMatter = options.steps().getFirst().load().logins() > 0;
        return Messenger.start(options.data(), !passwordsMatter);
    }
}
