package io.messenger.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.AriaRole;
import io.messenger.testing.Await;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/// Somebody with a browser of their own, who uses the page as a screen reader sees it.
final class Visitor implements AutoCloseable {
    private static final String KEPT =
            """
            async text => {
              const wait = request => new Promise(done => (request.onsuccess = () => done(request.result)));
              const all = await indexedDB.databases();
              const db = await wait(indexedDB.open(all.find(({ name }) => name.startsWith('messenger.')).name));
              const kept = await wait(db.transaction('messages').objectStore('messages').getAll());
              db.close();
              return kept.some(({ body }) => body?.text === text);
            }
            """;

    private final Cable cable;
    private final BrowserContext context;
    private final Page page;
    private final List<String> faults = new ArrayList<>();

    /// @param options how large the screen is, what language its user reads, and so on
    Visitor(Browser browser, URI gateway, Browser.NewContextOptions options) {
        cable = new Cable(gateway);
        context = browser.newContext(options);
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

    Cable cable() {
        return cable;
    }

    /// What went wrong in the page itself.
    List<String> faults() {
        return List.copyOf(faults);
    }

    /// What is on the screen, and what went wrong until then.
    String sight() {
        return "%s%n%s%n%s".formatted(page.url(), page.locator("body").ariaSnapshot(), faults);
    }

    void joins(String username, String name) {
        button("New here? Create an account").click();
        page.getByLabel("Username").fill(username);
        page.getByLabel("Display name").fill(name);
        page.getByLabel("Password").fill(password(username));
        button("Create account").click();
        isOnline();
    }

    void logsIn(String username) {
        page.getByLabel("Username").fill(username);
        page.getByLabel("Password").fill(password(username));
        button("Log in").click();
        isOnline();
    }

    static String password(String username) {
        return "a horse of " + username;
    }

    void isOnline() {
        assertThat(state()).hasText("Online");
    }

    Locator state() {
        return page.locator(".state");
    }

    /// A direct chat with the one who has that username.
    void startsChat(String username) {
        button("New chat").click();
        chooses(username);
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    }

    void startsGroup(String title, String... usernames) {
        button("New chat").click();
        button("Group").click();
        page.getByLabel("Title of the group").fill(title);
        for (String username : usernames) {
            chooses(username);
        }
        button("Create").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    }

    private void chooses(String username) {
        page.getByLabel("With whom").fill(username);
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("@" + username))
                .click();
    }

    void opens(String chat) {
        page.getByRole(AriaRole.NAVIGATION)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(chat))
                .click();
    }

    Locator field() {
        return page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true));
    }

    void says(String text) {
        field().fill(text);
        field().press("Enter");
    }

    /// Waits until exactly these messages are there, in this order, each stored.
    void sees(String... texts) {
        assertThat(page.locator(".messages li[data-seq] .text")).hasText(texts);
        assertThat(page.locator("li.waiting")).hasCount(0);
    }

    /// Waits until the browser has kept a message, which it does a moment after showing it.
    void keeps(String text) {
        // Not by `waitForFunction`: to that any promise is true.
        Await.until("“" + text + "” is kept", () -> page.evaluate(KEPT, text).equals(true));
    }

    /// One message of the open chat.
    Locator message(String text) {
        return page.locator(".messages li.message")
                .filter(new Locator.FilterOptions().setHas(page.getByText(text, exact())));
    }

    private static Page.GetByTextOptions exact() {
        return new Page.GetByTextOptions().setExact(true);
    }

    void seesChat(String withWords) {
        assertThat(page.getByRole(AriaRole.NAVIGATION)).containsText(withWords);
    }

    void goesOffline() {
        cable.cut();
        assertThat(state()).hasText(Pattern.compile("Offline|Connecting"));
    }

    void comesBack() {
        cable.mend();
        isOnline();
    }

    void reloads() {
        page.reload();
        isOnline();
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator menuItem(String name) {
        return page.getByRole(
                AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(name).setExact(true));
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
