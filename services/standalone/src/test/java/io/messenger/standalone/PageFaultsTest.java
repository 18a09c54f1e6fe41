package io.messenger.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import io.messenger.contracts.Json;
import io.messenger.contracts.UserId;
import io.messenger.testing.Account;
import io.messenger.testing.TestIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a person notices of a page that is reloaded, of a token that is too old, of a gateway that
/// ends, and of a network that is away: nothing is lost, and nothing comes twice.
class PageFaultsTest {
    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    @Test
    void aReloadInTheMiddleOfASendLosesAndDoublesNothing() {
        Visitor ann = CHROMIUM.visitor();
        Visitor ben = CHROMIUM.visitor();
        ann.joins("ann.fault", "Ann");
        ben.joins("ben.fault", "Ben");
        ann.startsChat("ben.fault");
        AtomicReference<String> lost = new AtomicReference<>("\"t\":\"send\"");
        ann.page()
                .routeWebSocket(
                        "**/v1/ws",
                        browser -> {
                            WebSocketRoute gateway = browser.connectToServer();
                            browser.onMessage(frame -> {
                                if (!frame.text().contains(lost.get())) {
                                    gateway.send(frame.text());
                                }
                            });
                            gateway.onMessage(frame -> {
                                if (!frame.text().contains(lost.get())) {
                                    browser.send(frame.text());
                                }
                            });
                        });
        ann.reloads();
        ann.opens("Ben");
        ann.says("Never left the browser");
        assertThat(ann.page().locator("li.waiting")).hasCount(1);
        lost.set("\"t\":\"message.new\"");
        ann.reloads();
        ben.seesChat("Never left the browser");
        ann.opens("Ben");
        ann.says("Its echo was lost");
        ben.seesChat("Its echo was lost");
        lost.set("nothing more");
        ann.reloads();
        ann.opens("Ben");
        ben.opens("Ann");
        ann.sees("Never left the browser", "Its echo was lost");
        ben.sees("Never left the browser", "Its echo was lost");
    }

    @Test
    void aReloadWithoutANetworkShowsWhatWasReadAndKeepsWhatIsWritten() {
        Visitor kim = CHROMIUM.visitor();
        Visitor lee = CHROMIUM.visitor();
        kim.joins("kim.fault", "Kim");
        lee.joins("lee.fault", "Lee");
        kim.startsChat("lee.fault");
        kim.says("Before the tunnel");
        kim.sees("Before the tunnel");
        kim.keeps("Before the tunnel");
        kim.page().evaluate("async () => { await navigator.serviceWorker.ready; }");
        kim.reloads();
        kim.goesOffline();
        kim.page().reload();
        kim.opens("Lee");
        kim.sees("Before the tunnel");
        kim.says("In the tunnel");
        assertThat(kim.page().locator("li.waiting")).hasCount(1);
        assertThat(kim.page().getByText("You are offline.")).isVisible();
        kim.comesBack();
        kim.sees("Before the tunnel", "In the tunnel");
        lee.opens("Kim");
        lee.sees("Before the tunnel", "In the tunnel");
    }

    @Test
    void aTokenThatIsTooOldIsRenewedWithoutAWord() {
        Account owner = WholeMessenger.accounts().create("issuer");
        Browser.NewContextOptions plain =
                new Browser.NewContextOptions().setServiceWorkers(ServiceWorkerPolicy.BLOCK);
        Visitor joe = CHROMIUM.visitor(plain);
        try (TestIssuer issuer = WholeMessenger.issuer(owner)) {
            joe.page().route("**/v1/auth/login", route -> answerWithAnOldToken(route, issuer));
            joe.joins("joe.fault", "Joe");
            joe.startsGroup("Myself");
            joe.says("The token was an hour old");
            joe.sees("The token was an hour old");
        }
    }

    private static void answerWithAnOldToken(Route route, TestIssuer issuer) {
        APIResponse answer = route.fetch();
        try {
            JsonNode tokens = Json.MAPPER.readTree(answer.body());
            UserId user = UserId.parse(tokens.path("user_id").asText());
            ((ObjectNode) tokens).put("access_token", issuer.expiredToken(user));
            route.fulfill(
                    new Route.FulfillOptions().setResponse(answer).setBody(tokens.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aGatewayThatEndsIsNotNoticed() throws InterruptedException {
        AnotherGateway ending = AnotherGateway.start();
        Visitor sam = CHROMIUM.visitor(ending.uri());
        Visitor tom = CHROMIUM.visitor();
        try {
            sam.joins("sam.fault", "Sam");
            tom.joins("tom.fault", "Tom");
            sam.startsChat("tom.fault");
            tom.opens("Sam");
            sam.says("No. 1");
            tom.says("No. 2");
            sam.sees("No. 1", "No. 2");
            sam.cable().leadTo(WholeMessenger.gateway());
            Thread end = Thread.startVirtualThread(ending::close);
            sam.says("No. 3");
            tom.sees("No. 1", "No. 2", "No. 3");
            tom.says("No. 4");
            sam.sees("No. 1", "No. 2", "No. 3", "No. 4");
            end.join();
            sam.isOnline();
            tom.says("No. 5");
            sam.says("No. 6");
            assertThat(sam.message("No. 5")).isVisible();
            assertThat(tom.message("No. 6")).isVisible();
            assertThat(sam.faults()).isEmpty();
        } finally {
            ending.close();
        }
    }
}
