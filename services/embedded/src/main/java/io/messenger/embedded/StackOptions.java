package io.messenger.embedded;

import java.nio.file.Path;
import java.util.function.Consumer;

/// How a [LocalStack] runs.
///
/// @param folder where all data is kept; made when missing
/// @param postgresPort port of PostgreSQL, 0 for any free one (the same for the other two)
/// @param durable whether what was acknowledged survives a crash of the machine; false is faster,
///   for tests
/// @param throwAway whether the folder is deleted at [LocalStack#close]
/// @param progress gets one line for each step, from several threads
public record StackOptions(
        Path folder,
        int postgresPort,
        int kafkaPort,
        int redisPort,
        boolean durable,
        boolean throwAway,
        Consumer<String> progress) {

    /// Durable data in `folder`, any free ports, no word about progress.
    public static StackOptions keptIn(Path folder) {
        return new StackOptions(folder, 0, 0, 0, true, false, line -> {});
    }

    /// The same with these ports, 0 for any free one.
    public StackOptions withPorts(int postgres, int kafka, int redis) {
        return new StackOptions(folder, postgres, kafka, redis, durable, throwAway, progress);
    }

    /// The same, with each step told to `listener`.
    public StackOptions withProgress(Consumer<String> listener) {
        return new StackOptions(
                folder, postgresPort, kafkaPort, redisPort, durable, throwAway, listener);
    }

    /// The same in a folder that is deleted at the end, and without waiting for the disk.
    public StackOptions thrownAway() {
        return new StackOptions(folder, postgresPort, kafkaPort, redisPort, false, true, progress);
    }
}
