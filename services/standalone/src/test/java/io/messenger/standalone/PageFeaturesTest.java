package io.messenger.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.messenger.testing.Await;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What two people do with messages and chats on the page, each seen by the other.
class PageFeaturesTest {
    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    @Test
    void messagesAreAnsweredEditedReactedToPinnedAndDeleted() {
        Visitor amy = CHROMIUM.visitor();
        Visitor bob = CHROMIUM.visitor();
        amy.joins("amy.feature", "Amy");
        bob.joins("bob.feature", "Bob");
        amy.startsChat("bob.feature");
        amy.says("See https://example.org/a_(b). Now");
        assertThat(row(amy, "Now").locator("a")).hasAttribute("href", "https://example.org/a_(b)");
        bob.opens("Amy");
        assertThat(fate(amy, "Now")).hasAttribute("aria-label", "read");

        act(bob, "Now", "React 🔥");
        assertThat(amy.button("🔥, 1 reaction")).hasAttribute("aria-pressed", "false");
        amy.button("🔥, 1 reaction").click();
        assertThat(bob.button("🔥, 2 reactions")).hasAttribute("aria-pressed", "true");

        act(bob, "Now", "Reply");
        bob.says("An answer");
        assertThat(row(amy, "An answer").locator(".quote")).containsText("Amy");

        act(bob, "An answer", "Edit");
        bob.says("A better answer");
        assertThat(row(amy, "A better answer").locator(".meta")).containsText("edited");

        act(amy, "A better answer", "Pin");
        assertThat(bob.page().locator(".pinned")).containsText("A better answer");
        // Longer than the pace at which it is told: she has typed a moment ago.
        amy.field()
                .pressSequentially(
                        "typing now", new Locator.PressSequentiallyOptions().setDelay(400));
        assertThat(bob.page().locator(".subtitle")).containsText("typing…");

        act(bob, "A better answer", "Delete for everyone");
        assertThat(amy.page().locator(".text.gone")).hasText("Message deleted");
        act(amy, "Now", "Delete for me");
        assertThat(amy.page().locator(".text")).hasText(new String[] {"Message deleted"});
        assertThat(bob.page().locator(".text")).hasCount(2);

        amy.reloads();
        amy.opens("Bob");
        assertThat(amy.field()).hasValue("typing now");
        assertThat(amy.faults()).isEmpty();
        assertThat(bob.faults()).isEmpty();
    }

    @Test
    void groupsHaveMentionsRolesAndInvitations() {
        Visitor dan = CHROMIUM.visitor();
        Visitor eve = CHROMIUM.visitor();
        Visitor fay = CHROMIUM.visitor();
        dan.joins("dan.feature", "Dan");
        eve.joins("eve.feature", "Eve");
        fay.joins("fay.feature", "Fay");
        dan.startsGroup("Club", "eve.feature");
        assertThat(dan.page().locator(".subtitle")).hasText("2 members");
        dan.field().pressSequentially("Hi @ev");
        assertThat(dan.page().getByRole(AriaRole.OPTION)).containsText("Eve");
        dan.field().press("Enter");
        dan.field().press("Enter");
        assertThat(eve.page().getByLabel("You were mentioned")).isVisible();
        assertThat(eve.page()).hasTitle("(1) Messenger");
        eve.opens("Club");
        assertThat(eve.page().locator(".own-mention")).hasText("@eve.feature");
        assertThat(eve.page()).hasTitle("Messenger");

        dan.button("About this chat").click();
        dan.button("Role of Eve").click();
        dan.menuItem("admin").click();
        assertThat(eve.page().locator(".system").last()).hasText("Dan made Eve admin");
        dan.button("New invitation link").click();
        String link = dan.page().locator(".note a").getAttribute("href");
        fay.page().evaluate("link => { location.hash = new URL(link).hash; }", link);
        assertThat(fay.page().getByRole(AriaRole.DIALOG)).containsText("Club");
        fay.button("Join").click();
        fay.says("Thanks for the link");
        assertThat(eve.message("Thanks for the link")).isVisible();

        eve.button("About this chat").click();
        eve.button("Mute").click();
        assertThat(eve.button("Unmute")).isVisible();
        eve.button("Role of Fay").click();
        eve.menuItem("Remove from the chat").click();
        assertThat(fay.page().getByText("No chats yet")).isVisible();
        assertThat(dan.faults()).isEmpty();
        assertThat(eve.faults()).isEmpty();
        assertThat(fay.faults()).isEmpty();
    }

    @Test
    void whatIsFoundIsGoneTo() {
        Visitor gus = CHROMIUM.visitor();
        gus.joins("gus.feature", "Gus");
        gus.startsGroup("Diary");
        for (String text : new String[] {"A heron by the lake", "Rain", "Sun"}) {
            gus.says(text);
        }
        gus.sees("A heron by the lake", "Rain", "Sun");
        Locator hit = gus.page().locator(".results .chat-row");
        Locator search = gus.page().getByRole(AriaRole.SEARCHBOX);
        // Search follows the log, by a moment.
        Await.until(
                "the message is found",
                () -> {
                    search.fill("heron");
                    gus.page()
                            .waitForCondition(
                                    () -> gus.page().getByText("Searching…").count() == 0);
                    boolean found = hit.count() == 1;
                    if (!found) {
                        search.fill("");
                    }
                    return found;
                });
        assertThat(hit.locator("mark")).hasText("heron");
        hit.click();
        assertThat(gus.page().locator("li.marked .text")).hasText("A heron by the lake");
    }

    private static void act(Visitor visitor, String text, String action) {
        Locator row = row(visitor, text);
        row.hover();
        row.getByLabel("Actions for this message").click();
        visitor.menuItem(action).click();
    }

    private static Locator row(Visitor visitor, String text) {
        Locator words =
                visitor.page()
                        .locator(".text")
                        .filter(
                                new Locator.FilterOptions()
                                        .setHasText(Pattern.compile(text + "$")));
        return visitor.page()
                .locator("li.message")
                .filter(new Locator.FilterOptions().setHas(words));
    }

    private static Locator fate(Visitor visitor, String text) {
        return row(visitor, text).locator(".ticks");
    }
}
