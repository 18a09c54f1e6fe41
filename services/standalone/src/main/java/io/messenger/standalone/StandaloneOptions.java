package io.messenger.standalone;

import io.messenger.embedded.UserFolders;
import java.nio.file.Path;

/// How the one-command mode runs.
///
/// @param folder where all data is kept
/// @param throwAway whether the folder is deleted at the end
/// @param host the address that the gateway listens on; the other services are reached from this
///   machine only
/// @param port the gateway's; the other services have the next four, and each has its management
///   port 1000 higher. 0: each has any free port
public record StandaloneOptions(Path folder, boolean throwAway, String host, int port) {

    /// This user's data folder, `localhost:8080`.
    public static StandaloneOptions usual() {
        return new StandaloneOptions(UserFolders.data(), false, "127.0.0.1", 8080);
    }

    StandaloneOptions inFolder(Path other) {
        return new StandaloneOptions(other, throwAway, host, port);
    }

    StandaloneOptions thrownAway(Path temporary) {
        return new StandaloneOptions(temporary, true, host, port);
    }

    StandaloneOptions onHost(String other) {
        return new StandaloneOptions(folder, throwAway, other, port);
    }

    StandaloneOptions onPort(int other) {
        return new StandaloneOptions(folder, throwAway, host, other);
    }
}
