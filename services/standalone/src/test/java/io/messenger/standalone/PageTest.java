package io.messenger.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The page at `/`, in a real browser, on the whole messenger.
class PageTest {
    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    @Test
    void twoPeopleTalkAndWhoWasAwayMissesNothing() {
        Visitor ann = CHROMIUM.visitor();
        Visitor ben = CHROMIUM.visitor();
        ann.joins("ann.page", "Ann");
        ben.joins("ben.page", "Ben");

        ann.startsChat("ben.page");
        ann.says("Hello Ben");
        ben.seesChat("Hello Ben");
        ben.opens("Ann");
        ben.says("Hello Ann");
        ann.sees("Hello Ben", "Hello Ann");
        ben.sees("Hello Ben", "Hello Ann");

        ann.reloads();
        ann.opens("Ben");
        ann.sees("Hello Ben", "Hello Ann");

        ben.goesOffline();
        ann.says("Are you there?");
        ann.says("Ben?");
        ben.says("Written in a tunnel");
        ann.sees("Hello Ben", "Hello Ann", "Are you there?", "Ben?");
        ben.comesBack();
        String[] all = {"Hello Ben", "Hello Ann", "Are you there?", "Ben?", "Written in a tunnel"};
        ann.sees(all);
        ben.sees(all);
        assertThat(ann.faults()).isEmpty();
        assertThat(ben.faults()).isEmpty();
    }

    @Test
    void anEventThatGotLostIsAskedFor() {
        Visitor kim = CHROMIUM.visitor();
        Visitor lee = CHROMIUM.visitor();
        kim.joins("kim.page", "Kim");
        lee.joins("lee.page", "Lee");
        kim.startsChat("lee.page");
        lee.seesChat("Kim");
        lee.losesFrameWith("second");
        lee.opens("Kim");
        kim.says("first");
        kim.says("second");
        kim.says("third");
        lee.sees("first", "second", "third");
    }

    @Test
    void whatSomebodyWritesIsNeverMarkup() {
        Visitor eve = CHROMIUM.visitor();
        Visitor joe = CHROMIUM.visitor();
        eve.joins("eve.page", "<b>Eve</b>");
        joe.joins("joe.page", "Joe");
        eve.startsGroup("<i>Us</i>", "joe.page");
        String text = "<img src=x onerror=alert(1)> & <script>alert(2)</script>";
        eve.says(text);
        eve.sees(text);
        joe.seesChat("<b>Eve</b>: " + text);
        eve.button("About this chat").click();
        assertThat(eve.page().getByRole(AriaRole.DIALOG)).containsText("<i>Us</i>");
        assertThat(eve.faults()).isEmpty();
        assertThat(joe.faults()).isEmpty();
    }

    @Test
    void whatIsRefusedIsSaid() {
        Visitor zoe = CHROMIUM.visitor();
        zoe.joins("zoe.page", "Zoe");
        zoe.button("New chat").click();
        zoe.page().getByLabel("With whom").fill("nobody.here");
        assertThat(zoe.page().getByText("There is no user named “nobody.here”.")).isVisible();
        zoe.button("Close").click();
        zoe.button("Settings").click();
        zoe.button("Log out").click();
        zoe.page().getByLabel("Username").fill("zoe.page");
        zoe.page().getByLabel("Password").fill("not her password");
        zoe.button("Log in").click();
        assertThat(zoe.page().getByText("Wrong username or password.")).isVisible();
    }

    @Test
    void theDocumentsOfAllFiveServicesAreShown() {
        Visitor reader = CHROMIUM.visitor();
        reader.page().navigate(WholeMessenger.gateway().resolve("/docs").toString());
        Locator choice = reader.page().locator("select#select");
        for (String service : new String[] {"gateway", "auth", "user", "chat", "message"}) {
            choice.selectOption(service);
            assertThat(reader.page().locator(".info .link")).hasText("/openapi/" + service);
            assertThat(reader.page().locator(".opblock").first()).isVisible();
            assertThat(reader.page().locator(".errors")).hasCount(0);
        }
        assertThat(reader.faults()).isEmpty();
    }
}
