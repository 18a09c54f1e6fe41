package io.messenger.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.DbExecute;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import io.messenger.embedded.LocalStack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Transactions on a real PostgreSQL, through a pool of one connection: a leak stops everything.
class DatabaseTest {
    /// More connections than the pool has; the log shows a stack trace of each.
    private static final int LOST = 12;

    private static final LocalStack STACK = LocalStack.throwAway();
    private static final Database DATABASE =
            Database.open(
                    Settings.load(
                            "probe",
                            Map.of(),
                            Map.of(
                                    "database.url", STACK.jdbcUrl(),
                                    "database.user", STACK.user(),
                                    "database.password", STACK.password())),
                    "probe");

    @BeforeEach
    void migrate() {
        DATABASE.migrate();
        DATABASE.write(db -> db.delete("DELETE FROM thing"));
    }

    @AfterAll
    static void close() {
        DATABASE.close();
        STACK.close();
    }

    @Test
    void whatATransactionWroteIsKept() {
        DATABASE.write(db -> insert(db, 1));
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void failedTransactionsLeaveNeitherRowsNorConnectionsBehind() {
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> DATABASE.write(DatabaseTest::insertAndFail))
                    .hasMessage("on purpose");
        }
        assertThat(count()).isZero();
    }

    @Test
    void statementsThatPostgresqlRefusesLeaveNeitherRowsNorConnectionsBehind() {
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> DATABASE.write(db -> insert(db, 1) + insert(db, 1)))
                    .isInstanceOf(DbClientException.class);
            assertThatThrownBy(() -> DATABASE.read(db -> db.delete("DELETE FROM nowhere")))
                    .isInstanceOf(DbClientException.class);
        }
        assertThat(count()).isZero();
    }

    @Test
    void postgresqlEndsAStatementThatTakesTooLong() {
        String bound =
                DATABASE.read(db ->
                        db.createQuery("SHOW statement_timeout")
                                .execute()
                                .map(row -> row.column(1).getString())
                                .findFirst()
                                .orElseThrow());
        assertThat(bound).isEqualTo("20s");
    }

    @Test
    void readsGiveTheirConnectionsBack() {
        for (int i = 0; i < 50; i++) {
            assertThat(count()).isZero();
        }
        assertThat(DATABASE.answers()).isTrue();
    }

    @Test
    void aDatabaseThatIsAwayIsUnavailableUntilItIsBack() {
        DATABASE.write(db -> insert(db, 1));
        STACK.postgres().kill();
        try {
            assertUnavailable(DatabaseTest::count);
            assertThat(DATABASE.answers()).isFalse();
        } finally {
            STACK.postgres().restart();
        }
        org.awaitility.Awaitility.await().until(DATABASE::answers);
    }

    @Test
    void aConnectionThatIsLostInATransactionIsADatabaseThatIsAway() {
        for (int i = 0; i < LOST; i++) {
            assertUnavailable(() -> DATABASE.write(db -> insert(db, 1) + endConnection(db)));
        }
        assertThat(count()).isZero();
    }

    @Test
    void aConnectionThatIsLostBeforeTheCommitIsADatabaseThatIsAway() {
        for (int i = 0; i < LOST; i++) {
            assertUnavailable(() -> DATABASE.write(DatabaseTest::insertAndBeCutOff));
        }
        assertThat(count()).isZero();
    }

    private static void assertUnavailable(ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    private static long endConnection(DbExecute db) {
        return db.dml("SELECT pg_terminate_backend(pg_backend_pid())");
    }

    private static long insertAndBeCutOff(DbExecute db) {
        long inserted = insert(db, 1);
        long backend =
                Rows.list(
                                db.query("SELECT pg_backend_pid() AS pid"),
                                row -> Rows.number(row, "pid"))
                        .getFirst();
        try (Connection other =
                        DriverManager.getConnection(
                                STACK.jdbcUrl(), STACK.user(), STACK.password());
                PreparedStatement end =
                        other.prepareStatement("SELECT pg_terminate_backend(?, 10_000)")) {
            end.setInt(1, (int) backend);
            end.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("ending a connection", e);
        }
        return inserted;
    }

    private static long insertAndFail(DbExecute db) {
        insert(db, 1);
        throw new IllegalStateException("on purpose");
    }

    private static long insert(DbExecute db, int id) {
        return db.insert("INSERT INTO thing (id) VALUES (?)", id);
    }

    private static long count() {
        return DATABASE.read(db ->
                Rows.list(
                                db.query("SELECT count(*) AS things FROM thing"),
                                row -> Rows.number(row, "things"))
                        .getFirst());
    }
}
