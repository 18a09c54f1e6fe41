package io.messenger.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbTransaction;
import io.helidon.dbclient.jdbc.JdbcClientBuilder;
import io.helidon.dbclient.jdbc.JdbcConnectionPool;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// A service's PostgreSQL: a bounded pool, its own schema, transactions that always end.
///
/// Threads share it.
public final class Database implements AutoCloseable {
    private final String schema;
    private final HikariDataSource pool;
    private final DbClient client;

    private Database(String schema, HikariDataSource pool) {
        this.schema = schema;
        this.pool = pool;
        this.client = JdbcClientBuilder.create().connectionPool(new Pool(pool)).build();
    }

    /// Opens the pool of `database.url`, `.user`, `.password`, `.pool-size`; it connects when first
    /// used, so PostgreSQL may start later.
    public static Database open(Settings settings, String schema) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(settings.service());
        config.setJdbcUrl(settings.required("database.url"));
        config.setUsername(settings.required("database.user"));
        config.setPassword(settings.text("database.password"));
        config.setMaximumPoolSize(settings.number("database.pool-size", 1, 200));
        config.setMinimumIdle(1);
        config.setSchema(schema);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(5_000);
        config.setValidationTimeout(2_000);
        config.addDataSourceProperty("ApplicationName", "messenger-" + settings.service());
        config.addDataSourceProperty("socketTimeout", "30");
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // Who is stopped in a transaction gives up its locks, though its connection lives; longer
        // than anybody waits for Kafka in one. PostgreSQL keeps the time of a statement for less
        // than the driver would, with a timer task for each.
        config.addDataSourceProperty(
                "options", "-c idle_in_transaction_session_timeout=20s -c statement_timeout=20s");
        return new Database(schema, new HikariDataSource(config));
    }

    /// Brings the schema to the newest version of `db/<schema>`. Many replicas may do this at once:
    /// Flyway takes a lock in the database. It holds two connections at once, so they are not taken
    /// from the pool, which may have one.
    public void migrate() {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword())
                .schemas(schema)
                .defaultSchema(schema)
                .locations("classpath:db/" + schema)
                .load()
                .migrate();
    }

    /// Runs statements that need no transaction.
    ///
    /// @throws io.messenger.contracts.ApiException `unavailable` when the database is away
    public <T> T read(Function<DbExecute, T> work) {
        try {
            return work.apply(client.execute());
        } catch (DbClientException e) {
            throw DatabaseAway.orElse(e);
        }
    }

    /// Runs statements in one transaction: committed when `work` returns, rolled back when it
    /// throws.
    ///
    /// @throws io.messenger.contracts.ApiException `unavailable` when the database is away; whether
    ///   a commit that was under way happened is then unknown
    public <T> T write(Function<DbExecute, T> work) {
        try {
            return inTransaction(work);
        } catch (DbClientException e) {
            throw DatabaseAway.orElse(e);
        }
    }

    private <T> T inTransaction(Function<DbExecute, T> work) {
        DbTransaction transaction = client.transaction();
        T result;
        try {
            result = work.apply(transaction);
        } catch (Throwable failure) {
            rollBack(transaction, failure);
            throw failure;
        }
        // It gives its connection back also when it fails.
        transaction.commit();
        return result;
    }

    /// A transaction left open would keep its connection for ever. Over a connection that was lost
    /// nothing can be rolled back, nor need it be: what `failure` says stays what is said.
    private static void rollBack(DbTransaction transaction, Throwable failure) {
        try {
            transaction.rollback();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /// The pool itself, for the message path, where DbClient costs too much.
    public DataSource dataSource() {
        return pool;
    }

    /// Whether the database answers and takes writes.
    public boolean answers() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(2);
            // A standby, and a server that an operator or a full disk made read-only, say so here.
            ResultSet row = statement.executeQuery("SHOW transaction_read_only");
            return row.next() && row.getString(1).equals("off");
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        client.close();
        pool.close();
    }

    /// DbClient's view of the pool.
    private record Pool(HikariDataSource pool) implements JdbcConnectionPool {
        @Override
        public Connection connection() {
            try {
                return pool.getConnection();
            } catch (SQLException e) {
                throw new DbClientException("no connection to PostgreSQL", e);
            }
        }

        @Override
        public String name() {
            return pool.getPoolName();
        }

        @Override
        public String type() {
            return "hikari";
        }
    }
}
