package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.testing.Permissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who may do what with messages: every cell of `docs/permissions.md` that is about them.
class MessageMatrixTest {
    /// What is answered by no event, as it takes no seq.
    private static final Set<String> REPLIED =
            Set.of("client.read", "client.received", "client.typing", "client.watch");

    private static Map<String, Actor> people;
    private static MessageScene group;
    private static MessageScene channel;
    private static MessageScene direct;
    private static MessageScene refused;

    @BeforeAll
    static void begin() {
        people = MessageScene.people();
        group = MessageScene.shared(people, "group", 80);
        channel = MessageScene.shared(people, "channel", 1);
        direct = MessageScene.direct(people, "member", false);
        refused = MessageScene.direct(people, "admin", true);
    }

    @AfterAll
    static void end() {
        people.values().forEach(Actor::close);
    }

    static List<Permissions.Row> shared() {
        return Permissions.below("Messages in groups and channels");
    }

    static List<Permissions.Row> directChats() {
        return Permissions.below("Messages in direct chats");
    }

    @ParameterizedTest
    @MethodSource("shared")
    void everybodyDoesWhatTheirRoleAllows(Permissions.Row row) {
        MessageScene scene = row.doing().endsWith("in a channel") ? channel : group;
        row.cells().forEach((who, cell) -> tryOut(scene, row, who, cell));
    }

    @ParameterizedTest
    @MethodSource("directChats")
    void whoIsBlockedIsHeardNoMore(Permissions.Row row) {
        for (Map.Entry<String, String> cell : row.cells().entrySet()) {
            MessageScene scene = cell.getKey().equals("blocked") ? refused : direct;
            tryOut(scene, row, cell.getKey(), cell.getValue());
        }
    }

    private static void tryOut(MessageScene scene, Permissions.Row row, String who, String cell) {
        assertThat(scene.trial(who).of(row.doing()))
                .as(who)
                .isEqualTo(new MessageTrial.Outcome(row.id(), expected(row, cell)));
    }

    private static String expected(Permissions.Row row, String cell) {
        boolean replied = REPLIED.contains(row.id()) || row.doing().equals("delete for oneself");
        return switch (cell) {
            case "no" -> "forbidden";
            case "unseen" -> "not_found";
            case "yes", "ignored" -> replied ? "replied" : cell;
            default -> cell;
        };
    }
}
