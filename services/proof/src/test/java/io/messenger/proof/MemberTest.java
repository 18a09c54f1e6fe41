package io.messenger.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.DeviceId;
import io.messenger.contracts.UserId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What a member of a group makes of the frames of its socket.
final class MemberTest {
    private static final UUID ID = UUID.fromString("0198c0de-0000-7000-8000-00000000cafe");

    private final Talk talk = Talk.group(10, 3, 100);
    private final Tally tally = new Tally(100, 0, 2);

    @Test
    void theOwnMessageIsTheEchoAndThoseOfOthersAreDeliveries() {
        Member second = member(1);
        event(second, 4, 0);
        event(second, 5, 10);
        event(second, 6, 20);
        assertThat(tally.counts()).isEqualTo(new Tally.Counts(1, 2));
        assertThat(second.seen()).isEqualTo(6);
    }

    @Test
    void aGapAndARepeatAreSeen() {
        Member first = member(0);
        event(first, 4, 10);
        event(first, 6, 20);
        event(first, 6, 20);
        assertThat(tally.disorderedCount()).isEqualTo(1);
        assertThat(tally.repeatedCount()).isEqualTo(1);
    }

    @Test
    void otherFramesAreNoMessages() {
        frame(member(0), "{\"t\":\"receipt\",\"received_seq\":4}");
        assertThat(tally.counts()).isEqualTo(new Tally.Counts(0, 0));
    }

    private Member member(int turn) {
        Person person = new Person(new UserId(ID), new DeviceId(ID), "token", Instant.EPOCH);
        return new Member(tally, talk, new ChatId(ID), person, turn);
    }

    private static void event(Member member, long seq, int number) {
        frame(
                member,
                "{\"t\":\"message.new\",\"chat_id\":\"%s\",\"seq\":%d,\"client_msg_id\":\"0198c0de-0000-7000-8000-%012x\"}"
                        .formatted(ID, seq, number));
    }

    private static void frame(Member member, String json) {
        member.frame(Bytes.of(json), 0, json.length());
    }
}
