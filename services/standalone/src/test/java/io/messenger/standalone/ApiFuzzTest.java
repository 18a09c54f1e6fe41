package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.testing.ApiAnswer;
import io.messenger.testing.ApiOperation;
import io.messenger.testing.ExampleRequest;
import io.messenger.testing.Fuzz;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever one asks of an operation, the answer is one of those that its document promises, and
/// never says that the server is at fault. `-Dfuzz.seed=…` asks something else, `-Dfuzz.cases=…`
/// asks more, `-Dfuzz.operation=…` one operation alone.
class ApiFuzzTest {
    private static final int USUAL = 20;
    private static final int LEAST = 8;
    private static final int CASES = Integer.getInteger("fuzz.cases", USUAL);
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final String ONE = System.getProperty("fuzz.operation", "");
    private static final int ANEW = 10;

    /// What an operation may take beyond [#LEAST] cases, so that all of them together stay below 40
    /// s on a machine that has other work. One alone, or more cases, take as long as they take.
    private static final Duration SHARE =
            CASES == USUAL && ONE.isEmpty() ? Duration.ofMillis(400) : Duration.ofMinutes(10);

    private static final Set<ApiOperation> SUCCEEDED = ConcurrentHashMap.newKeySet();

    private static FuzzScene scene;

    /// Whether an operation may have changed who there is.
    private static boolean disturbed;

    static List<ApiOperation> operations() {
        return WholeMessenger.operations()
                .filter(one -> ONE.isEmpty() || one.id().equals(ONE))
                .toList();
    }

    @BeforeAll
    static void begin() {
        System.out.println("ApiFuzzTest: -Dfuzz.seed=" + SEED);
        scene = new FuzzScene(SEED);
    }

    @AfterAll
    static void end() {
        scene.close();
        if (ONE.isEmpty() && CASES >= USUAL) {
            List<ApiOperation> refused = new ArrayList<>(operations());
            refused.removeAll(SUCCEEDED);
            System.out.println("ApiFuzzTest: never did what was asked: " + refused);
            // Else it would be a test of refusals alone.
            assertThat(SUCCEEDED).hasSizeGreaterThan(operations().size() * 3 / 4);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void isAnsweredAsItsDocumentSays(ApiOperation operation) {
        boolean endsPeople =
                operation.service().equals("auth") || operation.pathText().endsWith("/profile");
        if (disturbed && !endsPeople) {
            scene.newPeople();
        }
        long begin = System.nanoTime();
        for (int i = 0; i < CASES && (i < LEAST || isWithin(SHARE, begin)); i++) {
            if (endsPeople) {
                scene.outlive();
            } else if (i % ANEW == 0) {
                scene.newChats();
            }
            tried(operation, i);
        }
        disturbed = endsPeople;
    }

    /// The first one to new chats is honest, so that most operations have something to answer.
    private static ExampleRequest request(ApiOperation operation, int number, Random random) {
        return number % ANEW == 0
                ? new Fuzz(operation, scene.fitting(operation)).honest(random)
                : new Fuzz(operation, scene.known(operation)).request(random);
    }

    private static boolean isWithin(Duration share, long begin) {
        return System.nanoTime() - begin < share.toNanos();
    }

    private static void tried(ApiOperation operation, int number) {
        Random random = new Random(SEED + 31L * operation.id().hashCode() + number);
        ExampleRequest request = request(operation, number, random);
        try {
            ApiAnswer answer = request.by(scene.client(operation)).invalidOnPurpose().send();
            if (answer.status() >= 500) {
                throw new AssertionError("the server is at fault: " + answer);
            }
            if (answer.status() < 400) {
                SUCCEEDED.add(operation);
            }
        } catch (AssertionError | UncheckedIOException e) {
            throw new AssertionError(
                    "case %d of -Dfuzz.operation=%s -Dfuzz.seed=%d: %s"
                            .formatted(number, operation.id(), SEED, request),
                    e);
        }
    }
}
