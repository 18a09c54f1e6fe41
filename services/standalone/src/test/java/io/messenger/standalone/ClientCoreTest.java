package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The core of the page's client, without its views: what it keeps, sends again, asks for and
/// applies. Its cases are written in its own language, in `page/core.js`.
class ClientCoreTest {
    private static final int CASES = 11;
    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whatWaitsSurvivesAReloadInOrderAndWithItsKeys",
                "aPassingRefusalIsTriedAgainWithAllBehindItInOrder",
                "whatIsMissingIsAskedForAndNothingIsAppliedTwice",
                "theNewSocketComesBeforeTheOldOneGoes",
                "codesSayWhetherToComeBack",
                "whatWasReadIsThereWithoutTheServer",
                "aPageNeverTakesAChangeBack",
                "stretchesThatMeetBecomeOne",
                "anotherEpochBeginsAnew",
                "whoIsFarBehindBeginsAtTheEnd",
                "twoDevicesTalkThroughTheRealMessenger",
            })
    void core(String name) {
        assertThat(run(name)).isEqualTo(CASES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "session", "link", "chats", "log", "outbox", "store"})
    void itNeedsNoDocument(String module) {
        assertThat(resource("/web/gateway/app/client/" + module + ".js"))
                .doesNotContain("document.", "window.", "../");
    }

    private static Object run(String name) {
        try (BrowserContext context = CHROMIUM.browser().newContext()) {
            Page page = context.newPage();
            page.navigate(WholeMessenger.gateway().toString());
            return page.evaluate(resource("/page/core.js"), name);
        }
    }

    private static String resource(String name) {
        try (InputStream in = ClientCoreTest.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
