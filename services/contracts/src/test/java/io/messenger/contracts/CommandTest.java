package io.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Values of `message.send`.
final class CommandTest {
    private static final Origin ORIGIN = new Origin(7, Golden.CONN);

    static Stream<Command> commands() {
        return Stream.of(
                fromSocket(new Op.Send(Golden.BODY, 3L)),
                change(new Op.Edit(3, Golden.BODY)),
                change(new Op.Delete(3, Op.Scope.ALL)),
                change(new Op.React(3, "\u2764", true)),
                change(new Op.Pin(3, false)),
                fromSocket(new Op.Read(41)),
                fromSocket(new Op.Received(42)),
                fromChat(
                        new Op.Create(
                                ChatType.GROUP,
                                "Climbing",
                                List.of(
                                        new Op.Founder(Golden.ANN, Role.OWNER),
                                        new Op.Founder(Golden.BEN, Role.MEMBER)))),
                fromChat(new Op.Join(Golden.BEN, Role.READER)),
                fromChat(new Op.Leave(Golden.BEN)),
                fromChat(new Op.SetRole(Golden.BEN, Role.ADMIN)),
                fromChat(new Op.Update("Bouldering")),
                fromChat(new Op.DeleteChat()),
                fromChat(new Op.Keep(Golden.LATER, true, false)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isWrittenAsInVersion1(Command command) {
        assertThat(Golden.text(CommandWriter.bytes(command))).isEqualTo(Golden.line(file(command)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void ofVersion1IsRead(Command command) {
        assertThat(CommandReader.read(Golden.bytes(file(command)))).isEqualTo(command);
    }

    @Test
    void ofEachKindHasItsGoldenFile() {
        assertThat(commands().<Class<?>>map(command -> command.op().getClass()))
                .containsExactlyInAnyOrderElementsOf(kinds(Op.class).toList());
    }

    @Test
    void withFieldsOfALaterVersionIsRead() {
        String later = Golden.line("command.read").replaceFirst("\\{", "{\"later\":{\"x\":[1]},");

        assertThat(read(later)).isEqualTo(fromSocket(new Op.Read(41)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "op":"read"         | "op":"burn"           | unknown op burn
                    "op":"read",        | ``                    | op: "op" must be a string.
                    "seq":41            | "seq":-1              | seq: "seq" is out of range.
                    "seq":41            | "seq":4.5             | seq: "seq" must be a whole number.
                    "seq":41            | "seq":41,"seq":41     | not JSON
                    "chat_id":"0198     | "chat_id":"           | chat_id: not a UUID
                    "lane":7            | "lane":65             | origin: there is no lane 65
                    "lane":7            | "lane":4294967295     | origin: there is no lane 2147483647
                    12:00:00.123Z       | noon                  | at: not a time
                    "2026-              | "+12026-              | at: out of range
                    """)
    void thatCanNeverBeAppliedIsRefusedWithTheReason(String part, String other, String reason) {
        String broken = Golden.line("command.read").replace(part, other);

        assertThatIllegalArgumentException().isThrownBy(() -> read(broken)).withMessage(reason);
    }

    @ParameterizedTest
    @CsvSource({"null", "[]", "''", "{", "7"})
    void thatIsNoObjectIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(text));
    }

    @Test
    void beginsNoChatWithTheSameFounderTwice() {
        Op.Founder ann = new Op.Founder(Golden.ANN, Role.OWNER);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Op.Create(ChatType.GROUP, null, List.of(ann, ann)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Op.Create(ChatType.GROUP, null, List.of()));
    }

    private static String file(Command command) {
        return "command." + command.op().name();
    }

    private static Command read(String text) {
        return CommandReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(CommandTest::kinds)
                : Stream.of(type);
    }

    private static Command change(Op.Change op) {
        return command(Golden.DEVICE, new Origin(7, Golden.CONN, "r1"), op);
    }

    private static Command fromSocket(Op op) {
        return command(Golden.DEVICE, ORIGIN, op);
    }

    private static Command fromChat(Op op) {
        return command(null, null, op);
    }

    private static Command command(@Nullable DeviceId device, @Nullable Origin origin, Op op) {
        return new Command(Golden.CHAT, Golden.ANN, device, Golden.ID, origin, Golden.AT, op);
    }
}
