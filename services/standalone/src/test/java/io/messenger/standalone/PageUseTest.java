package io.messenger.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.MouseButton;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The page for who has no mouse, reads another language, or holds a phone.
class PageUseTest {
    private static final int MOST_TABS = 60;
    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    @Test
    void aConversationNeedsNothingButAKeyboard() {
        Visitor kay = CHROMIUM.visitor();
        Visitor lou = CHROMIUM.visitor();
        lou.joins("lou.use", "Lou");
        Page page = kay.page();
        tabTo(page, "New here? Create an account", "Enter");
        tabTo(page, "Username", "");
        page.keyboard().type("kay.use");
        tabTo(page, "Display name", "");
        page.keyboard().type("Kay");
        tabTo(page, "Password", "");
        page.keyboard().type("a horse of kay.use");
        page.keyboard().press("Enter");
        kay.isOnline();

        tabTo(page, "New chat", "Enter");
        tabTo(page, "With whom", "");
        page.keyboard().type("lou.use");
        assertThat(page.getByText("@lou.use")).isVisible();
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(kay.field()).isFocused();
        page.keyboard().type("By the keys");
        page.keyboard().press("Enter");
        lou.opens("Kay");
        lou.says("I hear them");
        assertThat(kay.message("I hear them")).isVisible();

        page.keyboard().press("ArrowUp");
        assertThat(kay.field()).hasValue("By the keys");
        page.keyboard().type(" alone");
        page.keyboard().press("Enter");
        lou.sees("By the keys alone", "I hear them");

        tabTo(page, "Messages", "");
        page.keyboard().press("ArrowUp");
        page.keyboard().press("Enter");
        assertThat(kay.menuItem("React 👍")).isFocused();
        page.keyboard().press("Enter");
        assertThat(lou.button("👍, 1 reaction")).isVisible();
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.MENU)).isVisible();
        page.keyboard().press("Escape");
        page.keyboard().press("Escape");
        assertThat(page.getByText("Choose a chat, or start a new one")).isVisible();
        assertThat(kay.faults()).isEmpty();
    }

    @Test
    void whoReadsRussianIsSpokenToInRussian() {
        Visitor mia = CHROMIUM.visitor(new Browser.NewContextOptions().setLocale("ru-RU"));
        Page page = mia.page();
        assertThat(page.locator("html")).hasAttribute("lang", "ru");
        mia.button("Впервые здесь? Создайте аккаунт").click();
        page.getByLabel("Имя пользователя").fill("mia.use");
        page.getByLabel("Пароль").fill("password");
        mia.button("Создать аккаунт").click();
        assertThat(page.getByRole(AriaRole.ALERT))
                .hasText("Пароль: от 8 до 128 знаков, не слишком простой.");
        page.getByLabel("Отображаемое имя").fill("Мия");
        page.getByLabel("Пароль").fill("лошадь и скрепка");
        mia.button("Создать аккаунт").click();
        assertThat(mia.state()).hasText("В сети");
        mia.button("Новый чат").click();
        mia.button("Группа").click();
        page.getByLabel("Название группы").fill("Дача");
        mia.button("Создать").click();
        assertThat(page.locator(".system")).hasText("Мия создаёт чат «Дача»");
        assertThat(page.locator(".subtitle")).hasText("1 участник");
        assertThat(page.locator(".day")).hasText("Сегодня");
        mia.button("Настройки").click();
        mia.button("English").click();
        assertThat(
                        page.getByRole(
                                AriaRole.HEADING, new Page.GetByRoleOptions().setName("Settings")))
                .isVisible();
        assertThat(page.locator(".system")).hasText("Мия created “Дача”");
        assertThat(page.locator("html")).hasAttribute("lang", "en");
    }

    @Test
    void aPhoneShowsTheListOrTheConversation() {
        Browser.NewContextOptions phone =
                new Browser.NewContextOptions()
                        .setViewportSize(390, 844)
                        .setHasTouch(true)
                        .setIsMobile(true);
        Visitor nia = CHROMIUM.visitor(phone);
        nia.joins("nia.use", "Nia");
        nia.startsGroup("Pocket");
        assertThat(nia.page().locator(".sidebar")).isHidden();
        nia.says("On the way");
        nia.sees("On the way");
        assertThat(nia.field()).isInViewport();
        Object wide =
                nia.page().evaluate("() => document.documentElement.scrollWidth > innerWidth");
        assertThat(wide).isEqualTo(false);
        nia.button("Back to the chats").click();
        assertThat(nia.page().locator(".sidebar")).isVisible();
        nia.seesChat("You: On the way");
        nia.opens("Pocket");
        nia.message("On the way").click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        assertThat(nia.menuItem("Reply")).isInViewport();
    }

    /// Goes on with the Tab key until what has that name has the focus, then presses a key.
    private static void tabTo(Page page, String name, String key) {
        Pattern wanted = Pattern.compile("^" + Pattern.quote(name) + "$");
        for (int tabs = 0; tabs < MOST_TABS; tabs++) {
            if (wanted.matcher(focused(page)).find()) {
                if (!key.isEmpty()) {
                    page.keyboard().press(key);
                }
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("Tab never comes to " + name);
    }

    private static String focused(Page page) {
        return (String)
                page.evaluate(
                        """
                        () => {
                          const it = document.activeElement;
                          return it.ariaLabel ?? it.labels?.[0]?.querySelector('span')?.textContent
                              ?? it.labels?.[0]?.textContent ?? it.textContent.trim();
                        }
                        """);
    }
}
