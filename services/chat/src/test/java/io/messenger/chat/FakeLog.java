package io.messenger.chat;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.Command;
import io.messenger.contracts.Op;
import io.messenger.contracts.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The logs of all chats, as the message service must keep them: dense, each command once however
/// often it comes, membership from the commands alone. Threads share it under its monitor.
final class FakeLog {
    private final Map<ChatId, List<Command>> logs = new HashMap<>();
    private final Map<ChatId, Set<UserId>> members = new HashMap<>();
    private final List<Command> arrived = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private boolean held;

    synchronized void apply(Command command) {
        arrived.add(command);
        List<Command> log = logs.computeIfAbsent(command.chatId(), _ -> new ArrayList<>());
        if (log.stream().noneMatch(old -> old.clientMsgId().equals(command.clientMsgId()))) {
            log.add(command);
            change(command);
            notifyAll();
        }
    }

    private void change(Command command) {
        Set<UserId> now = members.computeIfAbsent(command.chatId(), _ -> new HashSet<>());
        boolean fits =
                switch (command.op()) {
                    case Op.Create create ->
                            now.isEmpty()
                                    && create.members().stream().allMatch(m -> now.add(m.userId()));
                    case Op.Join join -> now.add(join.userId());
                    case Op.Leave leave -> now.remove(leave.userId());
                    case Op.SetRole set -> now.contains(set.userId());
                    case Op.Update _ -> !now.isEmpty();
                    case Op.DeleteChat _ -> {
                        boolean any = !now.isEmpty();
                        now.clear();
                        yield any;
                    }
                    case Op.Keep _ -> now.contains(command.senderId());
                    case Op.Send _, Op.Change _, Op.Read _, Op.Received _ -> false;
                };
        if (!fits) {
            faults.add(command + " after " + logs.get(command.chatId()));
        }
    }

    /// From now on the log seems to have applied nothing more; ends with [#release].
    synchronized void hold() {
        held = true;
    }

    synchronized void release() {
        held = false;
        notifyAll();
    }

    synchronized Optional<Long> seq(ChatId chat, CommandKey key, long waitMs)
            throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMs);
        for (Optional<Long> seq = seq(chat, key); ; seq = seq(chat, key)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (seq.isPresent() || left <= 0) {
                return seq;
            }
            wait(left);
        }
    }

    private Optional<Long> seq(ChatId chat, CommandKey key) {
        long seq = 0;
        for (Command command : held ? List.<Command>of() : all(chat)) {
            seq += takesASeq(command) ? 1 : 0;
            if (key.equals(new CommandKey(command.senderId(), command.clientMsgId()))) {
                return Optional.of(seq);
            }
        }
        return Optional.empty();
    }

    private static boolean takesASeq(Command command) {
        return !(command.op() instanceof Op.Keep);
    }

    synchronized Optional<Integer> head(ChatId chat, UserId member) {
        return members.getOrDefault(chat, Set.of()).contains(member)
                ? Optional.of(log(chat).size())
                : Optional.empty();
    }

    /// What has a place in the log, in order.
    synchronized List<Command> log(ChatId chat) {
        return all(chat).stream().filter(FakeLog::takesASeq).toList();
    }

    /// Everything that was applied, in order.
    synchronized List<Command> all(ChatId chat) {
        return List.copyOf(logs.getOrDefault(chat, List.of()));
    }

    /// Every record there was, repetitions too.
    synchronized List<Command> arrived(ChatId chat) {
        return arrived.stream().filter(command -> command.chatId().equals(chat)).toList();
    }

    synchronized Set<UserId> members(ChatId chat) {
        return Set.copyOf(members.getOrDefault(chat, Set.of()));
    }

    /// Commands that did not fit what came before them; a test demands that there are none.
    synchronized List<String> faults() {
        return List.copyOf(faults);
    }
}
