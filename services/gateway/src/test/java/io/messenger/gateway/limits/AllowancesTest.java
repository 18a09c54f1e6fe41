package io.messenger.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.ErrorCode;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Buckets in time, and what is remembered for how long.
class AllowancesTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private long now = Long.MAX_VALUE - 3 * SECOND;
    private final Allowances<String> allowances =
            new Allowances<>(new Rate(1_000, 1_000), new Rate(10, 5), now);

    @Test
    void aBucketGivesItsBurstAndThenItsRate() {
        assertThat(taken(100)).isEqualTo(5);
        long wait = allowances.send("anna", now);
        assertThat(wait).isEqualTo(SECOND / 10);
        now += wait;
        assertThat(taken(100)).isEqualTo(1);
        now += 60 * SECOND;
        assertThat(taken(100)).isEqualTo(5);
    }

    @Test
    void whatWasNotUsedIsGivenBack() {
        assertThat(taken(100)).isEqualTo(5);
        allowances.unsend("anna", now);
        assertThat(taken(100)).isEqualTo(1);
    }

    @Test
    void whoIsSilentIsForgotten() {
        for (int i = 0; i < 1_000; i++) {
            allowances.frame("somebody " + i, now);
        }
        assertThat(allowances.size()).isEqualTo(1_000);
        now += 6 * SECOND;
        allowances.frame("anna", now);
        assertThat(allowances.size()).isEqualTo(1);
    }

    @Test
    void moreHeldChatsThanCanBeRememberedAreTold() {
        SendOrder order = new SendOrder();
        ClientMsgId id = new ClientMsgId(UUID.randomUUID());
        ChatId first = new ChatId(UUID.randomUUID());
        assertThat(order.hold(first, id, ErrorCode.RATE_LIMITED)).isTrue();
        for (int i = 1; i < 256; i++) {
            assertThat(order.hold(new ChatId(UUID.randomUUID()), id, ErrorCode.RATE_LIMITED))
                    .isTrue();
        }
        assertThat(order.hold(new ChatId(UUID.randomUUID()), id, ErrorCode.RATE_LIMITED)).isFalse();
        assertThatThrownBy(() -> order.check(first, new ClientMsgId(UUID.randomUUID())))
                .isInstanceOf(ApiException.class);
        order.check(first, id);
    }

    private int taken(int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            if (allowances.send("anna", now) == 0) {
                taken++;
            }
        }
        return taken;
    }
}
