package io.messenger.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How somebody keeps their chats and who is in them on the page.
class PageChatsTest {
    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    @Test
    void whoIsBannedIsGoneAndMayComeBackWhenTheBanIsLifted() {
        Visitor ida = CHROMIUM.visitor();
        Visitor jan = CHROMIUM.visitor();
        ida.joins("ida.chats", "Ida");
        jan.joins("jan.chats", "Jan");
        ida.startsGroup("Garden", "jan.chats");
        jan.seesChat("Garden");
        ida.button("About this chat").click();
        ida.button("Role of Jan").click();
        ida.menuItem("Ban").click();
        assertThat(list(ida, "Banned")).containsText("Jan");
        assertThat(ida.button("Role of Jan")).hasCount(0);
        assertThat(jan.page().getByText("No chats yet")).isVisible();

        ida.button("New invitation link").click();
        String link = ida.page().locator(".note a").getAttribute("href");
        follows(jan, link);
        assertThat(jan.page().getByText("This invitation is no longer valid.")).isVisible();
        jan.button("Close").click();

        ida.button("Lift the ban").click();
        assertThat(list(ida, "Banned")).hasCount(0);
        follows(jan, link);
        jan.button("Join").click();
        jan.says("Back among the roses");
        assertThat(ida.button("Role of Jan")).isVisible();
        assertThat(ida.faults()).isEmpty();
        assertThat(jan.faults()).isEmpty();
    }

    private static void follows(Visitor visitor, String link) {
        visitor.page().evaluate("link => { location.hash = new URL(link).hash; }", link);
    }

    @Test
    void aGroupSaysWhoHasReadAMessage() {
        Visitor kim = CHROMIUM.visitor();
        Visitor leo = CHROMIUM.visitor();
        Visitor may = CHROMIUM.visitor();
        kim.joins("kim.chats", "Kim");
        leo.joins("leo.chats", "Leo");
        may.joins("may.chats", "May");
        kim.startsGroup("Readers", "leo.chats", "may.chats");
        kim.says("Who reads this?");
        may.seesChat("Who reads this?");
        leo.opens("Readers");
        assertThat(kim.message("Who reads this?").getByLabel("read", exactly())).isVisible();
        kim.message("Who reads this?").hover();
        kim.message("Who reads this?").getByLabel("Actions for this message").click();
        kim.menuItem("Read by").click();
        assertThat(list(kim, "Read by").locator("bdi")).hasText(new String[] {"Leo"});
        assertThat(list(kim, "Delivered to").locator("bdi")).hasText(new String[] {"May"});
        kim.button("Close").click();
        assertThat(kim.faults()).isEmpty();
    }

    @Test
    void aGroupHasAPictureUntilItsOwnerDeletesItForEveryone() {
        Visitor tea = CHROMIUM.visitor();
        Visitor ugo = CHROMIUM.visitor();
        tea.joins("tea.chats", "Tea");
        ugo.joins("ugo.chats", "Ugo");
        tea.startsGroup("Choir", "ugo.chats");
        ugo.opens("Choir");
        tea.button("About this chat").click();
        tea.page()
                .locator("input[type=file]")
                .setInputFiles(new FilePayload("choir.png", "image/png", PageAccountTest.PICTURE));
        assertThat(ugo.page().locator(".who-is-it .face img")).isVisible();
        assertThat(ugo.page().getByLabel("Messages").getByText("Tea changed the picture"))
                .isVisible();
        tea.button("Remove the picture").click();
        assertThat(ugo.page().locator(".who-is-it .face img")).hasCount(0);
        ugo.button("About this chat").click();
        assertThat(ugo.button("Leave")).isVisible();
        assertThat(ugo.button("Delete for everyone")).hasCount(0);
        ugo.button("Close").click();

        tea.button("Delete for everyone").click();
        assertThat(tea.page().getByText("with all its messages, for everyone?")).isVisible();
        tea.button("Delete for everyone").click();
        assertThat(tea.page().getByText("No chats yet")).isVisible();
        assertThat(ugo.page().getByText("No chats yet")).isVisible();
        ugo.reloads();
        assertThat(ugo.page().getByText("No chats yet")).isVisible();
        assertThat(tea.faults()).isEmpty();
        assertThat(ugo.faults()).isEmpty();
    }

    @Test
    void aChatGoesToTheArchiveAndComesBack() {
        Visitor nat = CHROMIUM.visitor();
        nat.joins("nat.chats", "Nat");
        nat.startsGroup("Attic");
        nat.startsGroup("Kitchen");
        nat.opens("Attic");
        nat.button("About this chat").click();
        nat.button("Archive the chat").click();
        assertThat(nat.button("1 archived chat")).isVisible();
        assertThat(chats(nat)).hasCount(1);
        nat.reloads();
        nat.button("1 archived chat").click();
        nat.opens("Attic");
        nat.button("About this chat").click();
        nat.button("Take out of the archive").click();
        nat.page().getByRole(AriaRole.NAVIGATION).getByLabel("Back to the chats").click();
        assertThat(chats(nat)).hasCount(2);
        assertThat(nat.faults()).isEmpty();
    }

    @Test
    void whoIsBlockedIsNotHeard() {
        Visitor oli = CHROMIUM.visitor();
        Visitor pia = CHROMIUM.visitor();
        oli.joins("oli.chats", "Oli");
        pia.joins("pia.chats", "Pia");
        pia.startsChat("oli.chats");
        pia.says("Buy my vitamins");
        oli.opens("Pia");
        oli.button("About this chat").click();
        oli.button("Block").click();
        assertThat(oli.button("Unblock").first()).isVisible();
        oli.button("Close").click();
        assertThat(oli.page().getByText("You blocked this person.")).isVisible();
        pia.says("They are cheap");
        assertThat(pia.page().getByRole(AriaRole.ALERT))
                .containsText("Not sent: This person does not take messages from you.");
        oli.button("Unblock").click();
        assertThat(oli.field()).isVisible();
        pia.button("Send again").click();
        oli.sees("Buy my vitamins", "They are cheap");
        assertThat(oli.faults()).isEmpty();
        assertThat(pia.faults()).isEmpty();
    }

    @Test
    void whoLooksAwayIsNotifiedUnlessTheChatIsMuted() {
        Visitor quo = CHROMIUM.visitor();
        Visitor ria = CHROMIUM.visitor();
        Page page = quo.page();
        page.context().grantPermissions(List.of("notifications"));
        quo.joins("quo.chats", "Quo");
        ria.joins("ria.chats", "Ria");
        quo.button("Settings").click();
        page.getByLabel("Show notifications").check();
        quo.button("Close").click();
        // A browser without a screen shows them to nobody, and never looks away.
        page.evaluate(
                """
                () => {
                  window.shown = [];
                  document.hasFocus = () => false;
                  window.Notification = class extends Notification {
                    constructor(title, options) {
                      super(title, options);
                      shown.push(this);
                    }
                  };
                }
                """);
        ria.startsChat("quo.chats");
        ria.says("Look here");
        assertThat(page).hasTitle("(1) Messenger");
        assertThat(shown(quo)).isEqualTo(List.of("Ria: Look here"));
        page.evaluate("() => shown[0].dispatchEvent(new Event('click'))");
        quo.sees("Look here");

        quo.button("About this chat").click();
        quo.button("Mute").click();
        assertThat(quo.button("Unmute")).isVisible();
        ria.says("Nothing to see");
        quo.sees("Look here", "Nothing to see");
        assertThat(shown(quo)).isEqualTo(List.of("Ria: Look here"));
        assertThat(quo.faults()).isEmpty();
    }

    private static Object shown(Visitor visitor) {
        return visitor.page().evaluate("() => shown.map(it => `${it.title}: ${it.body}`)");
    }

    private static Locator list(Visitor visitor, String name) {
        return visitor.page()
                .getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator chats(Visitor visitor) {
        return visitor.page().getByRole(AriaRole.NAVIGATION).locator(".chat-row");
    }

    private static Locator.GetByLabelOptions exactly() {
        return new Locator.GetByLabelOptions().setExact(true);
    }
}
