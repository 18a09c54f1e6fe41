package io.messenger.chat;

import io.helidon.dbclient.DbExecute;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.Command;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.IdSource;
import io.messenger.contracts.Op;
import io.messenger.contracts.UserId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How changes enter the logs of chats, and how one learns that they are there.
final class ChatLog {
    private static final Logger LOG = LoggerFactory.getLogger(ChatLog.class);

    private final Outbox outbox;
    private final LogAnswers answers;
    private final Duration wait;
    private final IdSource ids;
    private final Clock clock;

    ChatLog(Outbox outbox, LogAnswers answers, Duration wait, IdSource ids, Clock clock) {
        this.outbox = outbox;
        this.answers = answers;
        this.wait = wait;
        this.ids = ids;
        this.clock = clock;
    }

    /// Adds a command to the end of the chat's log: it gets there if and only if the transaction is
    /// committed, after all that were added before. The transaction holds the chat's lock.
    CommandKey add(DbExecute tx, ChatId chat, UserId sender, Op op) {
        CommandKey key = new CommandKey(sender, new ClientMsgId(ids.next()));
        new OutboxStore(tx)
                .add(new Command(chat, sender, null, key.id(), null, clock.instant(), op));
        new ChatStore(tx).setLastCommand(chat, key);
        return key;
    }

    /// Waits until the log has applied a committed command.
    ///
    /// @return the seq it got
    /// @throws ApiException `unavailable` when that takes too long; it will be applied all the same
    long await(Caller caller, ChatId chat, CommandKey command) {
        outbox.wake();
        try {
            return answers.seq(caller, chat, command, wait).orElseThrow(ChatLog::notYet);
        } catch (IOException e) {
            LOG.warn("the message service cannot be asked: {}", e.toString());
            throw notYet();
        }
    }

    /// The seqs of those commands that the log has applied by now; none while the message service
    /// does not answer.
    Map<CommandKey, Long> seqs(Caller caller, ChatId chat, Collection<CommandKey> commands) {
        Map<CommandKey, Long> seqs = new HashMap<>();
        try {
            for (CommandKey command : commands) {
                answers.seq(caller, chat, command, Duration.ZERO)
                        .ifPresent(seq -> seqs.put(command, seq));
            }
        } catch (IOException e) {
            LOG.warn("the message service cannot be asked: {}", e.toString());
        }
        return seqs;
    }

    /// The newest seq of each chat; 0 when its log does not know the caller as a member yet.
    ///
    /// @param chats at most 200
    /// @throws ApiException `unavailable` when the message service does not answer
    ToLongFunction<ChatId> heads(Caller caller, List<ChatId> chats) {
        Map<ChatId, Long> heads = answers.heads(caller, chats);
        return chat -> heads.getOrDefault(chat, 0L);
    }

    private static ApiException notYet() {
        return ApiException.later(
                ErrorCode.UNAVAILABLE,
                "The change is stored and will take effect, but the chat's log has not confirmed it"
                        + " in time.",
                Duration.ofSeconds(1));
    }
}
