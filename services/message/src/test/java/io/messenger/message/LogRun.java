package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.Body;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.Command;
import io.messenger.contracts.History;
import io.messenger.contracts.Mentions;
import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// One random history: each command goes to the service and to the model.
final class LogRun implements AutoCloseable {
    private static final List<Role> ROLES = List.of(Role.values());
    private static final List<String> EMOJI = List.of("+", "!", "?");

    private static final Instant SOME_DAY = Instant.parse("2090-01-01T00:00:00Z");

    private final World world = World.shared();
    private final List<UserId> users = Stream.generate(world::user).limit(4).toList();
    private final LogDevices devices = new LogDevices(world, users);
    private final List<TestChat> chats = new ArrayList<>();
    private final List<LogModel> models = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();
    private final Map<String, List<String>> answers = new HashMap<>();

    LogRun() {
        begin(ChatType.GROUP, Role.OWNER, Role.MEMBER);
        begin(ChatType.DIRECT, Role.MEMBER, Role.MEMBER);
        begin(ChatType.CHANNEL, Role.OWNER, Role.READER);
    }

    private void begin(ChatType type, Role... roles) {
        TestChat chat = new TestChat(world, world.chatId());
        List<Op.Founder> founders = new ArrayList<>();
        for (Role role : roles) {
            founders.add(new Op.Founder(users.get(founders.size()), role));
        }
        String title = type == ChatType.DIRECT ? null : "Climbing";
        Sent created = chat.put(users.getFirst(), new Op.Create(type, title, founders));
        chats.add(chat);
        models.add(new LogModel(created.command()));
        sent.add(created);
    }

    void take(LogStep step) throws Exception {
        UserId user = users.get(step.user());
        switch (step.kind()) {
            case REPEAT -> send(sent.get(step.number() % sent.size()).command());
            case LOSE -> devices.lose(user, 1 + step.number() % 3);
            case CUT -> devices.cut(user);
            case SETTLE -> settle();
            case RESTART -> world.restart();
            case REWIND -> rewind(sent.get(step.number() % sent.size()));
            default -> {
                TestChat chat = chats.get(step.chat());
                Sent one = chat.put(user, op(step, models.get(step.chat())));
                apply(one.command());
                sent.add(one);
            }
        }
    }

    private static Op say(int number) {
        return new Op.Send(new Body("text " + number % 3), null);
    }

    private Op op(LogStep step, LogModel model) {
        int number = step.number();
        long seq = 1 + number % (model.head + 1);
        UserId other = users.get(step.other());
        boolean on = step.other() != 0;
        boolean direct = model.type == ChatType.DIRECT;
        return switch (step.kind()) {
            case REPLY -> new Op.Send(new Body("reply"), seq);
            case MENTION -> new Op.Send(new Body("hey"), null, mentions(step));
            case EDIT -> new Op.Edit(seq, new Body("text " + step.other()), mentions(step));
            case DELETE_ALL -> new Op.Delete(seq, Op.Scope.ALL);
            case DELETE_ME -> new Op.Delete(seq, Op.Scope.ME);
            case REACT -> new Op.React(seq, EMOJI.get(number % EMOJI.size()), on);
            case PIN -> new Op.Pin(seq, on);
            case READ -> new Op.Read(seq);
            case RECEIVED -> new Op.Received(seq);
            // The chat service never lets these into a direct chat.
            case JOIN -> direct ? say(number) : new Op.Join(other, role(number));
            case LEAVE -> direct ? say(number) : new Op.Leave(other);
            case ROLE -> direct ? say(number) : new Op.SetRole(other, role(number));
            case TITLE -> direct ? say(number) : new Op.Update("title " + number);
            case OPEN ->
                    model.type == ChatType.GROUP
                            ? new Op.Update(null, null, on ? History.ALL : History.JOINED)
                            : say(number);
            case END -> direct || number % 3 != 0 ? say(number) : new Op.DeleteChat();
            case KEEP ->
                    new Op.Keep(
                            number % 2 == 0 ? null : SOME_DAY.plusSeconds(number),
                            number % 3 == 0,
                            direct && on);
            default -> say(number);
        };
    }

    /// One or two users, or nobody.
    private Mentions mentions(LogStep step) {
        return step.number() % 3 == 0
                ? Mentions.NONE
                : new Mentions(
                        List.of(users.get(step.other()), users.get(step.number() % users.size())));
    }

    private static Role role(int number) {
        return ROLES.get(number % ROLES.size());
    }

    private void send(Command command) {
        sent.add(world.send(command));
        apply(command);
    }

    /// Lets the model apply it, and notes what only its sender is told.
    private void apply(Command command) {
        LogModel model =
                models.stream()
                        .filter(one -> one.id.equals(command.chatId()))
                        .findFirst()
                        .orElseThrow();
        long head = model.head;
        String answer = model.apply(command);
        boolean pointer = command.op() instanceof Op.Read || command.op() instanceof Op.Received;
        if (command.origin() != null && !pointer && model.head == head) {
            answers.computeIfAbsent(command.clientMsgId().toString(), _ -> new ArrayList<>())
                    .add(answer);
        }
    }

    private void rewind(Sent to) throws Exception {
        world.stop();
        int partition = to.at().partition();
        if (GroupOffsets.committed(partition) > to.at().offset()) {
            GroupOffsets.rewind(partition, to.at().offset());
        }
        world.startAgain();
    }

    private void settle() {
        Map<Integer, Sent> last = new HashMap<>();
        sent.forEach(one -> last.put(one.at().partition(), one));
        last.values().forEach(one -> World.settled(one.at()));
        devices.deliver();
    }

    /// Demands that history, pointers, counts, answers and devices are what the model says.
    void endsAsTheModelSays() {
        settle();
        devices.attachAll();
        assertThat(devices.answers()).as("what only the senders were told").isEqualTo(answers);
        for (LogModel model : models) {
            TestChat chat = new TestChat(world, model.id);
            assertThat(devices.seqs(model)).as("seqs told").isEqualTo(model.told);
            for (UserId user : users) {
                LogModel.Member member = model.members.get(user);
                if (member == null) {
                    chat.as(user).get(chat.path("/messages")).expectProblem(404, "not_found");
                } else {
                    historyIs(model.history(member), chat, user);
                    stateIs(model, member, chat, user);
                    devices.demandSame(model, member, user);
                }
            }
        }
    }

    private static void historyIs(List<String> expected, TestChat chat, UserId user) {
        assertThat(chat.history(user).stream().map(ModelMessage::gist))
                .as("history of %s in %s", user, chat.id())
                .containsExactlyElementsOf(expected.subList(from(expected), expected.size()));
    }

    /// A page has the last hundred.
    private static int from(List<String> all) {
        return Math.max(0, all.size() - 100);
    }

    private void stateIs(LogModel model, LogModel.Member member, TestChat chat, UserId user) {
        List<String> states =
                Ready.of(world, user, Map.of())
                        .ready()
                        .get("chats")
                        .valueStream()
                        .filter(one -> one.get("chat_id").asText().equals(chat.id().toString()))
                        .map(LogRun::state)
                        .toList();
        List<String> expected =
                member.present()
                        ? List.of(
                                state(
                                        member.role.wire(),
                                        model.head,
                                        member.read,
                                        member.received,
                                        model.unread(member),
                                        model.mentions(user, member),
                                        member.keep))
                        : List.of();
        assertThat(states).as("ready of %s in %s", user, chat.id()).isEqualTo(expected);
    }

    private static String state(JsonNode one) {
        return state(
                one.get("role").asText(),
                one.get("head_seq").asLong(),
                one.get("read_seq").asLong(),
                one.get("received_seq").asLong(),
                one.get("unread").asLong(),
                one.get("mentions").asLong(),
                new Op.Keep(
                        one.has("muted_until")
                                ? Instant.parse(one.get("muted_until").asText())
                                : null,
                        one.has("archived"),
                        one.has("blocked")));
    }

    private static String state(
            String role,
            long head,
            long read,
            long received,
            long unread,
            long mentions,
            Op.Keep keep) {
        return "%s head %d read %d received %d unread %d mentions %d %s"
                .formatted(role, head, read, received, unread, mentions, keep);
    }

    @Override
    public void close() {
        devices.close();
    }
}
