package io.messenger.message;

import io.messenger.contracts.Json;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A connection that keeps the plan of each query that is run through it, as it was executed:
/// PostgreSQL's auto_explain sends it along with the rows.
final class PlanProbe {
    private final Connection real;
    private final List<Plan> plans = new ArrayList<>();

    /// @param mode of `plan_cache_mode`: with or without a look at the parameters
    PlanProbe(Connection real, String mode) throws SQLException {
        this.real = real;
        try (Statement statement = real.createStatement()) {
            statement.execute("LOAD 'auto_explain'");
            statement.execute("SET auto_explain.log_min_duration = 0");
            statement.execute("SET auto_explain.log_analyze = on");
            statement.execute("SET auto_explain.log_timing = off");
            statement.execute("SET auto_explain.log_format = json");
            statement.execute("SET plan_cache_mode = " + mode);
            statement.execute("SET client_min_messages = log");
        }
    }

    /// A pool that has only this connection, one of [#connection].
    static DataSource pool(Connection connection) {
        return proxy(
                DataSource.class,
                (_, method, _) -> {
                    if (!method.getName().equals("getConnection")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return connection;
                });
    }

    /// To be used by one thread. Closing it makes it as new, as closing one of a pool does.
    Connection connection() {
        return proxy(
                Connection.class,
                (_, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        real.setAutoCommit(true);
                        return null;
                    }
                    Object result = call(real, method, arguments);
                    return result instanceof PreparedStatement statement
                            ? probed(statement)
                            : result;
                });
    }

    /// The plans since the last call.
    List<Plan> take() {
        List<Plan> taken = List.copyOf(plans);
        plans.clear();
        return taken;
    }

    private PreparedStatement probed(PreparedStatement statement) {
        return proxy(
                PreparedStatement.class,
                (_, method, arguments) -> {
                    Object result = call(statement, method, arguments);
                    if (method.getName().startsWith("execute")) {
                        for (SQLWarning warning = statement.getWarnings();
                                warning != null;
                                warning = warning.getNextWarning()) {
                            keep(warning.getMessage());
                        }
                    }
                    return result;
                });
    }

    private void keep(@Nullable String message) throws IOException {
        if (message != null && message.contains("plan:")) {
            plans.add(
                    new Plan(
                            Json.MAPPER
                                    .readTree(message.substring(message.indexOf('{')))
                                    .get("Plan")));
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
