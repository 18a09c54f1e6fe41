package io.messenger.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where this user's files belong on this system. Root's are outside of its home, which is closed
/// to the user as whom PostgreSQL may have to run.
public final class UserFolders {
    private UserFolders() {}

    /// `$XDG_DATA_HOME/messenger`, else `~/.local/share/messenger`, else for root
    /// `/var/lib/messenger`.
    public static Path data() {
        return of("XDG_DATA_HOME", "/var/lib", ".local/share");
    }

    /// Falls back to the temporary folder for users without a home, such as arbitrary numbers in a
    /// container.
    static Path cache() {
        Path wanted = of("XDG_CACHE_HOME", "/var/cache", ".cache");
        try {
            Files.createDirectories(wanted);
            return Files.isWritable(wanted) ? wanted : temporary();
        } catch (IOException e) {
            return temporary();
        }
    }

    private static Path of(String variable, String ofRoot, String inHome) {
        @Nullable String chosen = System.getenv(variable);
        Path base =
                chosen != null && !chosen.isEmpty()
                        ? Path.of(chosen)
                        : ThisUser.isRoot()
                                ? Path.of(ofRoot)
                                : Path.of(System.getProperty("user.home"), inHome);
        return base.resolve("messenger");
    }

    private static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"), "messenger-cache-" + ThisUser.uid());
    }
}
