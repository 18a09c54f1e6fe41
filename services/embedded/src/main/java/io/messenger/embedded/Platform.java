package io.messenger.embedded;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which of the programs in our jars run on this machine.
record Platform(String system, String processor, boolean musl) {

    static Platform current() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return new Platform(
                system.contains("mac") ? "darwin" : system,
                processor.equals("x86_64") ? "amd64" : processor.replace("aarch64", "arm64"),
                Files.exists(Path.of("/etc/alpine-release")));
    }

    /// The archive of PostgreSQL.
    URL postgres() {
        String name = processor.equals("amd64") ? "x86_64" : "arm_64";
        String suffix = musl ? "-alpine_linux" : "";
        return found("/postgres-%s-%s%s.txz".formatted(system, name, suffix), "PostgreSQL");
    }

    /// The server program of Redis.
    URL redis() {
        return found("/redis-server-7.0.15-%s-%s".formatted(system, processor), "Redis");
    }

    private URL found(String resource, String part) {
        @Nullable URL url = Platform.class.getResource(resource);
        if (url == null) {
            throw new StackException(
                    "There is no %s for this machine (%s) in Maven Central: use Linux or macOS on x86-64 or ARM64 (on Windows: WSL)."
                            .formatted(part, this));
        }
        return url;
    }
}
