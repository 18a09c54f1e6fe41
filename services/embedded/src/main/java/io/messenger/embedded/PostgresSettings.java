package io.messenger.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// PostgreSQL's command line. All settings stand here, so that those of an old data folder never
/// apply.
final class PostgresSettings {
    private static final List<String> ALWAYS =
            List.of(
                    "listen_addresses=127.0.0.1",
                    "unix_socket_directories=",
                    "max_connections=200",
                    "synchronous_commit=on",
                    // A small container's shared memory is too small for parallel queries.
                    "max_parallel_workers_per_gather=0",
                    "timezone=UTC",
                    "log_timezone=UTC");
    private static final List<String> DURABLE =
            List.of("fsync=on", "shared_buffers=256MB", "max_wal_size=1GB");

    /// What is committed survives a kill of PostgreSQL, but not of the machine.
    private static final List<String> FAST =
            List.of("fsync=off", "full_page_writes=off", "shared_buffers=32MB");

    private PostgresSettings() {}

    static List<String> of(Path data, int port, boolean durable) {
        Stream<String> settings =
                Stream.concat(ALWAYS.stream(), (durable ? DURABLE : FAST).stream());
        return Stream.concat(
                        Stream.of("-D", data.toString(), "-p", String.valueOf(port)),
                        settings.flatMap(setting -> Stream.of("-c", setting)))
                .toList();
    }
}
