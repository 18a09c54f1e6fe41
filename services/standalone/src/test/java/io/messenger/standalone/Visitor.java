package io.messenger.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Somebody with a browser of their own, who uses the page as a screen reader sees it.
final class Visitor implements AutoCloseable {
    private final Cable cable;
    private final BrowserContext context;
    private final Page page;
    private final List<String> faults = new ArrayList<>();

    Visitor(Browser browser, URI gateway) {
        cable = new Cable(gateway);
        context = browser.newContext();
        page = context.newPage();
        page.onPageError(faults::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                faults.add(message.text());
            }
        });
        page.navigate(cable.uri().toString());
    }

    Page page() {
        return page;
    }

    /// What went wrong in the page itself.
    List<String> faults() {
        return List.copyOf(faults);
    }

    void joins(String username, String name) {
        button("New here? Create an account").click();
        page.getByLabel("Username").fill(username);
        page.getByLabel("Display name").fill(name);
        page.getByLabel("Password").fill("a horse of " + username);
        button("Create account").click();
        assertThat(page.getByText("Online")).isVisible();
    }

    void startsChat(String usernames, String title) {
        button("New chat").click();
        page.getByLabel("With whom").fill(usernames);
        page.getByLabel("Title of the group").fill(title);
        button("Start").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();
    }

    void opens(String chat) {
        page.getByRole(AriaRole.NAVIGATION)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(chat))
                .click();
    }

    void says(String text) {
        Locator field = page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true));
        field.fill(text);
        field.press("Enter");
    }

    /// Waits until exactly these messages are there, in this order, each stored.
    void sees(String... texts) {
        assertThat(page.locator("#messages li[data-seq] p")).hasText(texts);
        assertThat(page.getByText("sending…")).hasCount(0);
    }

    /// One message of the open chat.
    Locator message(String text) {
        return page.getByLabel("Messages")
                .getByText(text, new Locator.GetByTextOptions().setExact(true));
    }

    void seesChat(String withWords) {
        assertThat(page.getByRole(AriaRole.NAVIGATION)).containsText(withWords);
    }

    void goesOffline() {
        cable.cut();
        assertThat(page.getByText("Offline, trying again…").or(page.getByText("Connecting…")))
                .isVisible();
    }

    void comesBack() {
        cable.mend();
        assertThat(page.getByText("Online")).isVisible();
    }

    void reloads() {
        page.reload();
        assertThat(page.getByText("Online")).isVisible();
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    @Override
    public void close() {
        context.close();
        cable.close();
    }

    /// Loses, on its way to the page, the one frame with these words.
    void losesFrameWith(String words) {
        AtomicBoolean lost = new AtomicBoolean();
        page.routeWebSocket(
                "**/v1/ws",
                browser -> {
                    WebSocketRoute gateway = browser.connectToServer();
                    gateway.onMessage(frame -> {
                        boolean hit = frame.text().contains(words);
                        if (!hit || !lost.compareAndSet(false, true)) {
                            browser.send(frame.text());
                        }
                    });
                });
        reloads();
    }
}
