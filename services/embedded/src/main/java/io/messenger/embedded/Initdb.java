package io.messenger.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// PostgreSQL's own program that makes a new database cluster.
///
/// @param programs where PostgreSQL was unpacked
/// @param durable whether the new files must be on the disk before it returns
record Initdb(Path programs, RunAs user, boolean durable) {

    /// Makes the cluster; `home` is a folder that the user of PostgreSQL owns.
    void into(Path cluster, String password, Path home) throws IOException {
        Path passwordFile = home.resolve("password");
        Files.writeString(passwordFile, password);
        user.own(passwordFile);
        Process process =
                Spawner.start(
                        new ProcessBuilder(command(cluster, passwordFile))
                                .directory(home.toFile())
                                .redirectErrorStream(true));
        byte[] output = process.getInputStream().readAllBytes();
        Files.delete(passwordFile);
        if (process.onExit().join().exitValue() != 0) {
            throw new StackException(
                    "PostgreSQL's initdb failed:\n" + new String(output, StandardCharsets.UTF_8));
        }
    }

    private List<String> command(Path cluster, Path passwordFile) {
        List<String> command = new ArrayList<>(user.prefix());
        command.add(programs.resolve("bin/initdb").toString());
        command.addAll(List.of("-D", cluster.toString(), "-U", LocalPostgres.USER));
        command.addAll(List.of("--auth=scram-sha-256", "--pwfile=" + passwordFile));
        // Upper and lower case and order by Unicode, whatever locales this machine has.
        command.addAll(List.of("--encoding=UTF8", "--locale=C", "--locale-provider=builtin"));
        command.addAll(List.of("--builtin-locale=C.UTF-8", "--no-instructions"));
        // While the log is young each segment is a new file, written full of zeros while everybody
        // waits: many short waits instead of few long ones.
        command.add("--wal-segsize=4");
        if (!durable) {
            command.add("--no-sync");
        }
        return command;
    }
}
