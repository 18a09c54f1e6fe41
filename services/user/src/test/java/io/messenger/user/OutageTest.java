package io.messenger.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.testing.Await;
import io.messenger.testing.TestStack;
import io.messenger.user.UserService.Person;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutageTest {
    @Test
    void whileTheDatabaseIsAwayTheServiceSaysSoAndThenGoesOn() {
        Person ann = UserService.person();
        TestStack.shared().postgres().stop();
        try {
            assertThat(UserService.ready()).isFalse();
            ann.client().get("/v1/users/me").expectProblem(503, "unavailable");
        } finally {
            TestStack.shared().postgres().restart();
        }
        Await.until("the user service is ready again", UserService::ready);
        ann.client().get("/v1/users/me").expect(200);
    }

    @Test
    void whileKafkaIsAwayProfilesChange() {
        Person ann = UserService.person();
        TestStack.shared().kafka().kill();
        try {
            ann.client().patch("/v1/users/me", Map.of("about", "Changed")).expect(200);
            assertThat(UserService.ready()).isTrue();
        } finally {
            TestStack.shared().kafka().restart();
        }
    }
}
