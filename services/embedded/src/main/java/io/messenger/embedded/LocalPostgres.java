package io.messenger.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A PostgreSQL server with one database, `messenger`.
public final class LocalPostgres extends LocalServer {
    static final String USER = "messenger";
    private static final String NAME = "PostgreSQL";
    private static final String SIGNAL = "INT";

    private final PostgresData data;

    private LocalPostgres(DataFolder folder, PostgresData data, int port, List<String> command) {
        super(port, SIGNAL, () -> launch(folder, data, command));
        this.data = data;
    }

    static LocalPostgres start(DataFolder folder, StackOptions options, Tools tools, Cache cache) {
        Orphan.stop(folder, NAME, SIGNAL);
        int port = Ports.claim(NAME, options.postgresPort());
        RunAs user = RunAs.choose(ThisUser.uid(), System.getProperty("user.name"), tools);
        Path programs = cache.unpack(Platform.current().postgres(), Unpack::archive);
        user.requireWayTo(programs);
        PostgresData data = PostgresData.in(folder, programs, user, options.durable());
        List<String> command = new ArrayList<>(user.prefix());
        // SIGQUIT: its processes end at once, and the next start repairs from its log. After the
        // change of user, since that clears the signal.
        command.addAll(tools.leash("QUIT"));
        command.add(programs.resolve("bin/postgres").toString());
        command.addAll(PostgresSettings.of(data.path(), port, options.durable()));
        LocalPostgres postgres = new LocalPostgres(folder, data, port, command);
        data.createDatabase(postgres.url("postgres"));
        return postgres;
    }

    private static Child launch(DataFolder folder, PostgresData data, List<String> command) {
        Child started = Child.start(NAME, folder, command);
        started.await(() -> isReady(data, started));
        return started;
    }

    /// It writes its number into the first line of this file and its state into the eighth; the
    /// file of a server that was killed stays behind.
    private static boolean isReady(PostgresData data, Child started) {
        try {
            List<String> lines = Files.readAllLines(data.path().resolve("postmaster.pid"));
            return lines.size() > 7
                    && lines.get(7).startsWith("ready")
                    && started.isOrHas(Long.parseLong(lines.getFirst()));
        } catch (IOException e) {
            return false;
        }
    }

    String jdbcUrl() {
        return url(USER);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port(), database);
    }

    String password() {
        return data.password();
    }
}
