package io.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// The header of `message.delivered`.
final class RouteTest {
    @RepeatedTest(200)
    void isReadBack(RepetitionInfo repetition) {
        Route route = any(new Random(repetition.getCurrentRepetition()));

        assertThat(Route.parse(route.bytes())).isEqualTo(route);
    }

    @Test
    void hasTheFormOfVersion1() {
        Route route = Route.log(Golden.CHAT, 4, Golden.CONN, List.of(Golden.ANN));

        assertThat(HexFormat.of().formatHex(route.bytes()))
                .isEqualTo(
                        "0100"
                                + "0198c0de0000700080000000000000c1"
                                + "0000000000000004"
                                + "0198c0de0000700080000000000000f1"
                                + "0198c0de00007000800000000000000a");
    }

    @Test
    void toTheMembersOfALargeChatNamesNone() {
        Route route = Route.members(Golden.CHAT, 4, null);

        assertThat(HexFormat.of().formatHex(route.bytes()))
                .isEqualTo(
                        "0103"
                                + "0198c0de0000700080000000000000c1"
                                + "0000000000000004"
                                + "00000000000000000000000000000000");
    }

    @Test
    void ofAnotherFormIsRefused() {
        byte[] good = Route.log(Golden.CHAT, 4, null, List.of(Golden.ANN)).bytes();
        byte[] unknown = good.clone();
        unknown[0] = 9;
        byte[] nobody = good.clone();
        nobody[1] = 6;
        for (int length = 0; length < good.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(good, length);
            if (length != good.length - Uuids.BYTES) {
                assertThatIllegalArgumentException().isThrownBy(() -> Route.parse(cut));
            }
        }

        assertThatIllegalArgumentException().isThrownBy(() -> Route.parse(unknown));
        assertThatIllegalArgumentException().isThrownBy(() -> Route.parse(nobody));
    }

    private static Route any(Random random) {
        Route.Kind[] kinds = Route.Kind.values();
        Route.Audience[] audiences = Route.Audience.values();
        List<UserId> users =
                Stream.generate(() -> new UserId(id(random))).limit(random.nextInt(20)).toList();
        @Nullable ChatId chat = random.nextBoolean() ? new ChatId(id(random)) : null;
        @Nullable ConnId conn = random.nextBoolean() ? new ConnId(id(random)) : null;
        return new Route(
                kinds[random.nextInt(kinds.length)],
                chat,
                random.nextLong(),
                conn,
                audiences[random.nextInt(audiences.length)],
                users);
    }

    private static UUID id(Random random) {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
