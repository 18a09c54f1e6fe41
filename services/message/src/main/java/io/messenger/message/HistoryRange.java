package io.messenger.message;

import io.helidon.webserver.http.ServerRequest;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.Message;
import io.messenger.platform.Requests;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/// Which stretch of the history a request asks for: before, after or around a seq; the end when it
/// does not say.
sealed interface HistoryRange {
    List<Message> read(Connection connection, View view, int limit) throws SQLException;

    static HistoryRange of(ServerRequest req) {
        List<String> given =
                Stream.of("before_seq", "after_seq", "around_seq")
                        .filter(req.query()::contains)
                        .toList();
        if (given.size() > 1) {
            throw ApiException.badRequest(
                    given.get(1), "Only one of before_seq, after_seq and around_seq.");
        }
        if (given.isEmpty()) {
            return new Before(Long.MAX_VALUE);
        }
        long seq = Requests.number(req, given.getFirst(), 0, 0);
        return switch (given.getFirst()) {
            case "before_seq" -> new Before(seq);
            case "after_seq" -> new After(seq);
            default -> new Around(seq);
        };
    }

    /// The messages right below a seq.
    record Before(long seq) implements HistoryRange {
        @Override
        public List<Message> read(Connection connection, View view, int limit) throws SQLException {
            return HistoryStore.before(connection, view, seq, limit);
        }
    }

    /// The messages right above a seq.
    record After(long seq) implements HistoryRange {
        @Override
        public List<Message> read(Connection connection, View view, int limit) throws SQLException {
            return HistoryStore.after(connection, view, seq, limit);
        }
    }

    /// A seq with its neighbours.
    record Around(long seq) implements HistoryRange {
        @Override
        public List<Message> read(Connection connection, View view, int limit) throws SQLException {
            return HistoryStore.around(connection, view, seq, limit);
        }
    }
}
