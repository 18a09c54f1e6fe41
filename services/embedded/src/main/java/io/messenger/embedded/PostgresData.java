package io.messenger.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;

/// PostgreSQL's files in the data folder, and the password to them.
///
/// @param path the database cluster
record PostgresData(Path path, String password) {
    private static final String MAJOR = "18";
    private static final int PASSWORD_BYTES = 24;

    /// The existing files, or new ones, given to the user as whom PostgreSQL runs.
    static PostgresData in(DataFolder folder, Path programs, RunAs user, boolean durable) {
        Path home = folder.sub("postgres");
        user.requireWayTo(home);
        user.own(home);
        try {
            String password = password(folder.path().resolve("postgres.password"));
            Path path = home.resolve("data");
            if (!Files.exists(path)) {
                // An interrupted initdb must not look like a database: the name comes last.
                Path unfinished = home.resolve("unfinished");
                Trees.delete(unfinished);
                new Initdb(programs, user, durable).into(unfinished, password, home);
                Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
            }
            requireMajor(path);
            return new PostgresData(path, password);
        } catch (IOException e) {
            throw new StackException(
                    "The database in %s cannot be set up: %s".formatted(home, e), e);
        }
    }

    /// Once per data folder; later a no-op.
    void createDatabase(String url) {
        try (Connection connection =
                        DriverManager.getConnection(url, LocalPostgres.USER, password);
                Statement statement = connection.createStatement()) {
            var found =
                    statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = 'messenger'");
            if (!found.next()) {
                statement.execute("CREATE DATABASE messenger");
            }
        } catch (SQLException e) {
            throw new StackException("PostgreSQL runs, but %s fails: %s".formatted(url, e), e);
        }
    }

    private static String password(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] bytes = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(bytes);
            var owner = PosixFilePermissions.fromString("rw-------");
            Path written = Files.createTempFile(file.getParent(), "new", ".password");
            Files.setPosixFilePermissions(written, owner);
            Files.writeString(written, Base64.getUrlEncoder().encodeToString(bytes));
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file);
    }

    private static void requireMajor(Path path) throws IOException {
        String version = Files.readString(path.resolve("PG_VERSION")).strip();
        if (!version.equals(MAJOR)) {
            throw new StackException(
                    "The data in %s is of PostgreSQL %s, and this is %s: choose another folder, or move the data with pg_dump of that version."
                            .formatted(path, version, MAJOR));
        }
    }
}
