package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The count of unread mentions: arithmetic on pointers, like that of unread messages.
final class MentionCountTest {
    private final World world = World.shared();
    private final Deliveries deliveries = Deliveries.fromNow();
    private final UserId ann = world.user();
    private final UserId ben = world.user();
    private final TestChat chat = TestChat.group(world, ann, ben);

    @AfterEach
    void close() {
        deliveries.close();
    }

    @Test
    void fallsAsOneReads() {
        chat.mention(ann, "one", ben);
        chat.say(ann, "two");
        chat.mention(ann, "three", ben);
        chat.settle(chat.mention(ann, "four", ben));
        assertThat(count(ben)).isEqualTo(3);

        reading(3, 2, 2);
        reading(4, 1, 1);
        reading(5, 0, 0);
    }

    @Test
    void isTheSameAfterARestart() {
        chat.mention(ann, "one", ben);
        chat.mention(ann, "two", ben);
        chat.settle(chat.put(ben, new Op.Read(2)));
        world.restart();
        chat.settle(chat.mention(ann, "three", ben));

        assertThat(count(ben)).isEqualTo(2);
        reading(3, 1, 1);
    }

    @Test
    void ofABurstThatIsReadInTheSameBurst() {
        chat.settle(chat.mention(ann, "before", ben));
        world.stop();
        chat.mention(ann, "one", ben);
        chat.put(ben, new Op.Read(2));
        chat.mention(ann, "two", ben);
        chat.put(ben, new Op.Read(3));
        Sent last = chat.mention(ann, "three", ben);
        world.startAgain();
        chat.settle(last);

        assertThat(count(ben)).isEqualTo(2);
        reading(4, 1, 1);
    }

    @Test
    void isNothingAfterReadingBeyondTheHead() {
        chat.mention(ann, "one", ben);
        chat.settle(chat.put(ben, new Op.Read(1L << 53)));

        assertThat(count(ben)).isZero();
    }

    @Test
    void isNothingAfterOneSaidSomething() {
        chat.mention(ann, "one", ben);
        chat.settle(chat.say(ben, "yes?"));

        assertThat(count(ben)).isZero();
        chat.settle(chat.mention(ann, "two", ben));
        assertThat(count(ben)).isEqualTo(1);
    }

    @Test
    void staysWhenTheMessageIsDeletedAsUnreadDoes() {
        chat.mention(ann, "one", ben);
        chat.settle(chat.delete(ann, 2, Op.Scope.ALL));

        assertThat(count(ben)).isEqualTo(1);
        reading(3, 0, 0);
    }

    @Test
    void ofWhoComesBackStartsAtZero() {
        chat.mention(ann, "one", ben);
        chat.leave(ben);
        chat.mention(ann, "two", ben);
        chat.settle(chat.join(ann, ben, Role.MEMBER));
        assertThat(count(ben)).isZero();

        chat.settle(chat.mention(ann, "three", ben));
        assertThat(count(ben)).isEqualTo(1);
    }

    @Test
    void isRepairedWithARestoredDatabase() throws Exception {
        chat.settle(chat.mention(ann, "one", ben));
        try (Snapshot snapshot = Snapshot.take(world)) {
            chat.put(ben, new Op.Read(2));
            chat.settle(chat.mention(ann, "two", ben));
            snapshot.restore();
            chat.settle(chat.mention(ann, "three", ben));
        }
        assertThat(count(ben)).isEqualTo(2);
        reading(3, 1, 1);
    }

    private void reading(long seq, long mentions, long unread) {
        chat.settle(chat.put(ben, new Op.Read(seq)));
        Delivered told =
                deliveries.await(one ->
                        one.is("unread", chat) && one.frame().get("read_seq").asLong() == seq);
        assertThat(told.frame().get("mentions").asLong()).isEqualTo(mentions);
        assertThat(told.frame().get("unread").asLong()).isEqualTo(unread);
        assertThat(count(ben)).isEqualTo(mentions);
    }

    private long count(UserId user) {
        return Ready.of(chat, user).chat(chat).get("mentions").asLong();
    }
}
