package io.messenger.message;

import io.messenger.contracts.Body;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.Command;
import io.messenger.contracts.Mentions;
import io.messenger.contracts.Op;
import io.messenger.contracts.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A batch with some of each command that users give, in all chats of a [LargeHistory], as the log
/// applies it: first as new, then once more, as its retry.
final class LargeBatch {
    private static final int PARTITION = 0;

    private final LargeHistory history;
    private long next;
    private int round;

    LargeBatch(LargeHistory history) {
        this.history = history;
    }

    /// By an engine that remembers nothing of batches before.
    ///
    /// @return what it had to emit
    List<Event> apply(Connection connection) throws SQLException, RefusedCommandException {
        DataSource database = PlanProbe.pool(connection);
        List<Command> commands = commands();
        List<Event> events =
                new ArrayList<>(new LogEngine(database, 1000).apply(batch(commands)).events);
        events.addAll(new LogEngine(database, 1000).apply(batch(commands)).events);
        return events;
    }

    private Batch batch(List<Command> commands) {
        List<Batch.Entry> fresh =
                commands.stream()
                        .map(command ->
                                new Batch.Entry(
                                        new ConsumerRecord<>(
                                                Topics.SEND,
                                                PARTITION,
                                                next,
                                                new byte[0],
                                                new byte[0]),
                                        command))
                        .toList();
        long expected = next;
        next += commands.size();
        return new Batch(
                List.of(new Batch.Span(PARTITION, expected, next)), fresh, List.of(), List.of());
    }

    private List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        for (ChatId chat : history.chats) {
            commands.add(command(chat, new Op.Send(new Body("nobody doubted it"), null)));
        }
        // Each round changes messages that none before it has changed.
        long base = LargeHistory.LONG / 2 + 20L * round++;
        Body answer = new Body("and who did?");
        for (Op op :
                List.<Op>of(
                        new Op.Send(answer, base + 1),
                        new Op.Send(answer, null, new Mentions(List.of(history.user))),
                        new Op.Edit(base + 2, answer),
                        new Op.Delete(base + 4, Op.Scope.ALL),
                        new Op.Delete(base + 5, Op.Scope.ME),
                        new Op.React(LargeHistory.LIKED, "more " + round, true),
                        new Op.React(LargeHistory.LIKED, "yes", round % 2 == 1),
                        new Op.Pin(base + 6, true),
                        new Op.Received(base + 7),
                        new Op.Read(base + 8))) {
            commands.add(command(history.longest(), op));
        }
        return commands;
    }

    private Command command(ChatId chat, Op op) {
        return new TestChat(World.shared(), chat)
                .command(history.user, op, new ClientMsgId(World.shared().ids().next()));
    }
}
