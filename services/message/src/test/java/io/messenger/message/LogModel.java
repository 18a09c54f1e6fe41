package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.Command;
import io.messenger.contracts.History;
import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The rules of one chat's log as docs/protocol.md has them, in plain Java without a store, a batch
/// or a cache: what the service must do with a sequence of commands.
final class LogModel {
    /// Somebody who is or was a member.
    static final class Member {
        Role role;
        long joined;
        long left = Long.MAX_VALUE;
        long read;
        long received;
        Op.Keep keep = Op.Keep.PLAIN;
        final Set<Long> hidden = new HashSet<>();

        Member(Role role, long joined) {
            this.role = role;
            join(joined);
        }

        void join(long seq) {
            joined = seq;
            left = Long.MAX_VALUE;
            keep = Op.Keep.PLAIN;
            caughtUp(seq);
        }

        void caughtUp(long seq) {
            read = seq;
            received = Math.max(received, seq);
        }

        boolean present() {
            return left == Long.MAX_VALUE;
        }
    }

    private record Key(UserId sender, ClientMsgId id, boolean change) {}

    final ChatId id;
    final ChatType type;
    final Map<UserId, Member> members = new LinkedHashMap<>();
    final TreeMap<Long, ModelMessage> messages = new TreeMap<>();
    private final Map<Key, Long> seqs = new HashMap<>();
    private final Set<Key> kept = new HashSet<>();

    /// Those that there is somebody to tell of: of what happens in a chat that all have left, none.
    final Set<Long> told = new TreeSet<>();

    long head;

    /// The seq from which on a group shows all of its log to its members.
    private long allSince = Long.MAX_VALUE;

    /// The seq of its end for everybody; 0 while it is there.
    private long ended;

    LogModel(Command command) {
        Op.Create create = (Op.Create) command.op();
        id = command.chatId();
        type = create.type();
        add(command, system(command, "chat.created"));
        create.members()
                .forEach(founder -> members.put(founder.userId(), new Member(founder.role(), 1)));
        told.add(head);
    }

    /// Applies a command.
    ///
    /// @return how it is answered: the seq it has, `done` when it changed nothing, or the code of
    ///   the refusal
    String apply(Command command) {
        Long before = seqs.get(key(command));
        if (before != null) {
            return before.toString();
        }
        if (ended != 0 && isOfChat(command.op())) {
            return "done";
        }
        UserId user = command.senderId();
        return switch (command.op()) {
            case Op.Send send -> send(command, send);
            case Op.Change change -> change(command, change);
            case Op.Read read -> point(user, read.seq(), read.seq());
            case Op.Received received -> point(user, received.seq(), 0);
            case Op.Join join -> join(command, join);
            case Op.Leave leave -> leave(command, leave.userId());
            case Op.SetRole set -> role(command, set);
            case Op.Update update -> update(command, update.history());
            case Op.DeleteChat _ -> end(command);
            case Op.Keep keep -> keep(command, keep);
            case Op.Create _ -> "done";
        };
    }

    private static boolean isOfChat(Op op) {
        return switch (op) {
            case Op.Join _, Op.Leave _, Op.SetRole _, Op.Update _, Op.DeleteChat _ -> true;
            case Op.Create _, Op.Send _, Op.Change _, Op.Read _, Op.Received _, Op.Keep _ -> false;
        };
    }

    private String keep(Command command, Op.Keep keep) {
        Member member = members.get(command.senderId());
        if (member != null && kept.add(key(command)) && member.present()) {
            member.keep = keep;
        }
        return "done";
    }

    private boolean refused(Member sender) {
        return type == ChatType.DIRECT
                && members.values().stream()
                        .anyMatch(other -> other != sender && other.keep.blocked());
    }

    private String send(Command command, Op.Send send) {
        Member member = members.get(command.senderId());
        if (member == null || !member.present()) {
            return absent(member);
        }
        if (!member.role.writes()) {
            return "forbidden";
        }
        if (refused(member)) {
            return "blocked";
        }
        if (send.replyTo() != null && !answerable(member, send.replyTo())) {
            return "bad_request";
        }
        Op.Send among = new Op.Send(send.body(), send.replyTo(), send.mentions().only(this::isIn));
        String seq = add(command, ModelMessage.said(command.senderId(), among));
        member.caughtUp(head);
        return seq;
    }

    private String change(Command command, Op.Change change) {
        Member member = members.get(command.senderId());
        if (member == null || !member.present()) {
            return absent(member);
        }
        if (!(change instanceof Op.Delete) && refused(member)) {
            return "blocked";
        }
        boolean manages = type != ChatType.DIRECT && member.role.manages();
        boolean mayPin = type == ChatType.DIRECT || manages;
        if ((change instanceof Op.Edit && !member.role.writes())
                || (change instanceof Op.Pin && !mayPin)) {
            return "forbidden";
        }
        ModelMessage message = messages.get(change.target());
        if (message == null || !shows(member, change.target())) {
            return "not_found";
        }
        if (change instanceof Op.Delete(long target, Op.Scope scope) && scope == Op.Scope.ME) {
            member.hidden.add(target);
            return "done";
        }
        boolean own = !message.system && message.sender.equals(command.senderId());
        if ((change instanceof Op.Edit && !own)
                || (change instanceof Op.Delete && !own && (message.system || !manages))) {
            return "forbidden";
        }
        if (message.deleted && !(change instanceof Op.Delete)) {
            return "conflict";
        }
        if (!message.take(command.senderId(), among(change))) {
            return "done";
        }
        message.changed = next(command);
        return Long.toString(head);
    }

    private Op.Change among(Op.Change change) {
        return change instanceof Op.Edit edit
                ? new Op.Edit(edit.target(), edit.body(), edit.mentions().only(this::isIn))
                : change;
    }

    private boolean isIn(UserId user) {
        Member member = members.get(user);
        return member != null && member.present();
    }

    private String point(UserId user, long received, long read) {
        Member member = members.get(user);
        if (member != null && member.present()) {
            member.received = Math.max(member.received, Math.min(received, head));
            member.read = Math.max(member.read, Math.min(read, head));
        }
        return "done";
    }

    private String join(Command command, Op.Join join) {
        Member member = members.get(join.userId());
        if (member != null && member.present()) {
            return "done";
        }
        String seq = add(command, system(command, "member.joined"));
        Member joined = members.computeIfAbsent(join.userId(), _ -> new Member(join.role(), head));
        joined.role = join.role();
        joined.join(head);
        told.add(head);
        return seq;
    }

    private String leave(Command command, UserId user) {
        Member member = members.get(user);
        if (member == null || !member.present()) {
            return "done";
        }
        String seq = add(command, system(command, "member.left"));
        member.left = head;
        return seq;
    }

    private String end(Command command) {
        String seq = add(command, system(command, "chat.deleted"));
        ended = head;
        members.values().stream().filter(Member::present).forEach(member -> member.left = head);
        return seq;
    }

    private String role(Command command, Op.SetRole set) {
        Member member = members.get(set.userId());
        if (member == null || !member.present() || member.role == set.role()) {
            return "done";
        }
        member.role = set.role();
        return add(command, system(command, "member.role"));
    }

    private String update(Command command, @Nullable History history) {
        String seq = add(command, system(command, "chat.updated"));
        if (history == History.JOINED) {
            allSince = Long.MAX_VALUE;
        } else if (history == History.ALL) {
            allSince = Math.min(allSince, head);
        }
        return seq;
    }

    private String add(Command command, ModelMessage message) {
        message.changed = next(command);
        messages.put(head, message);
        return Long.toString(head);
    }

    private long next(Command command) {
        head++;
        seqs.put(key(command), head);
        if (members.values().stream().anyMatch(Member::present)) {
            told.add(head);
        }
        return head;
    }

    private static ModelMessage system(Command command, String type) {
        return ModelMessage.system(command.senderId(), type);
    }

    private static String absent(@Nullable Member member) {
        return member == null ? "not_found" : "not_member";
    }

    private static Key key(Command command) {
        return new Key(
                command.senderId(), command.clientMsgId(), command.op() instanceof Op.Change);
    }

    private boolean answerable(Member member, long seq) {
        return messages.containsKey(seq) && shows(member, seq) && !member.hidden.contains(seq);
    }

    private boolean shows(Member member, long seq) {
        return seq >= first(member) && seq <= head;
    }

    /// The first seq that a member sees.
    long first(Member member) {
        boolean all = type == ChatType.CHANNEL || (allSince <= head && allSince <= member.left);
        return Math.max(all ? 1 : member.joined, ended);
    }

    /// How many messages wait after the read pointer.
    long unread(Member member) {
        return messages.tailMap(member.read, false).values().stream()
                .filter(message -> !message.system)
                .count();
    }

    /// How many of them mention the member.
    long mentions(UserId user, Member member) {
        return messages.tailMap(member.read, false).values().stream()
                .filter(message -> message.mentions(user))
                .count();
    }

    /// The history of somebody who is or was a member, each message in short.
    List<String> history(Member member) {
        return historyFrom(member, first(member));
    }

    /// The same from a later seq on.
    List<String> historyFrom(Member member, long start) {
        long last = Math.min(head, member.left);
        if (start > last) {
            return List.of();
        }
        return messages.subMap(start, true, last, true).entrySet().stream()
                .filter(entry -> !member.hidden.contains(entry.getKey()))
                .map(entry -> entry.getValue().gist(entry.getKey(), last))
                .toList();
    }
}
