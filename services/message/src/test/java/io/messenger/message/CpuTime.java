package io.messenger.message;

import io.messenger.embedded.LocalStack;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Stream;

/// CPU time, user and system.
///
/// @param postgres of PostgreSQL's living processes
/// @param self of this virtual machine
record CpuTime(Duration postgres, Duration self) {
    static CpuTime now(LocalStack stack) {
        ProcessHandle postgres = ProcessHandle.of(stack.postgres().pid()).orElseThrow();
        Duration all =
                Stream.concat(Stream.of(postgres), postgres.descendants())
                        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                        .reduce(Duration.ZERO, Duration::plus);
        var bean =
                (com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean();
        return new CpuTime(all, Duration.ofNanos(bean.getProcessCpuTime()));
    }

    CpuTime minus(CpuTime earlier) {
        return new CpuTime(postgres.minus(earlier.postgres), self.minus(earlier.self));
    }
}
