package io.messenger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LocalStackTest {
    private static LocalStack stack;
    private static Conversation talk;

    @BeforeAll
    static void start() {
        stack = LocalStack.throwAway();
        talk = new Conversation(stack);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void postgresIsTheRealOneAndKnowsUnicode() throws Exception {
        assertThat(talk.sql("SHOW server_version")).startsWith("18.");
        assertThat(talk.sql("SELECT lower('ÄÖ ПРИВЕТ')")).isEqualTo("äö привет");
        assertThat(talk.sql("SELECT to_tsvector('simple', 'Привет МИР')"))
                .isEqualTo("'мир':2 'привет':1");
    }

    @Test
    void postgresRefusesAWrongPassword() {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(
                        () -> DriverManager.getConnection(stack.jdbcUrl(), stack.user(), "wrong"))
                .withMessageContaining("password");
    }

    @Test
    void kafkaCarriesRecordsToAConsumerGroup() throws Exception {
        talk.makeTopic("letters");
        talk.produce("letters", "a");
        talk.produce("letters", "b");
        assertThat(talk.consume("letters", "readers", 2)).containsExactly("a", "b");
    }

    @Test
    void redisAnswers() {
        talk.set("greeting", "hello");
        assertThat(talk.get("greeting")).isEqualTo("hello");
    }

    @Test
    void postgresComesBackAfterAKillWithWhatWasCommitted() throws Exception {
        talk.sql("CREATE TABLE kept_rows AS SELECT 'here' AS word");
        stack.postgres().kill();
        stack.postgres().restart();
        assertThat(talk.sql("SELECT word FROM kept_rows")).isEqualTo("here");
    }

    @Test
    void kafkaComesBackAfterAKillWithWhatWasAcknowledged() throws Exception {
        talk.makeTopic("survivors");
        talk.produce("survivors", "before");
        long pid = stack.kafka().pid();
        stack.kafka().kill();
        stack.kafka().restart();
        talk.produce("survivors", "after");
        assertThat(talk.consume("survivors", "finders", 2)).containsExactly("before", "after");
        assertThat(stack.kafka().pid()).isNotEqualTo(pid);
    }

    @Test
    void redisComesBackOnItsPort() {
        stack.redis().kill();
        stack.redis().restart();
        talk.set("again", "yes");
        assertThat(talk.get("again")).isEqualTo("yes");
    }
}
