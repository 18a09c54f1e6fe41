package io.messenger.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// No screen of the page has what axe calls a violation of WCAG 2.2, neither light nor dark.
class PageLookTest {
    private static final String CHECK =
            """
            async () => {
              const found = await axe.run(document, {
                runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
              });
              return found.violations.map(each => each.id + ': ' + each.nodes.map(node =>
                  node.html.slice(0, 160) + ' ' + (node.any[0]?.message ?? '')).join(' || '));
            }
            """;

    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    private static String axe;

    @BeforeAll
    static void start() throws IOException {
        try (InputStream in = PageLookTest.class.getResourceAsStream("/axe.min.js")) {
            byte[] script = Objects.requireNonNull(in, "axe").readAllBytes();
            axe = new String(script, StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void everyScreenIsForEverybody(ColorScheme scheme) {
        Browser.NewContextOptions options =
                new Browser.NewContextOptions()
                        .setBypassCSP(true)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setColorScheme(scheme);
        String tag = scheme.name().toLowerCase(Locale.ROOT);
        Visitor uma = CHROMIUM.visitor(options);
        Visitor val = CHROMIUM.visitor();
        check(uma, "the door");
        uma.button("Log in").click();
        assertThat(uma.page().getByText("Wrong username or password.")).isVisible();
        check(uma, "a refusal");
        uma.joins("uma." + tag, "Uma");
        val.joins("val." + tag, "Val");
        check(uma, "no chats");
        uma.button("New chat").click();
        uma.page().getByLabel("With whom").fill("val." + tag);
        assertThat(uma.page().getByText("@val." + tag)).isVisible();
        check(uma, "a new chat");
        uma.button("Close").click();

        uma.startsGroup("Choir", "val." + tag);
        uma.says("Who sings? https://example.org");
        val.opens("Choir");
        val.says("I do, @uma." + tag);
        uma.says("👍");
        assertThat(uma.message("👍")).isVisible();
        check(uma, "a conversation");
        uma.message("👍").hover();
        uma.message("👍").getByLabel("Actions for this message").click();
        check(uma, "a menu");
        uma.menuItem("React 🔥").click();
        assertThat(uma.button("🔥, 1 reaction")).isVisible();
        uma.button("Emoji").click();
        check(uma, "emoji");
        uma.button("About this chat").click();
        assertThat(uma.button("Role of Val")).isVisible();
        check(uma, "a chat's members");
        uma.button("Close").click();
        uma.button("Settings").click();
        assertThat(uma.page().getByText("this device")).isVisible();
        check(uma, "settings");
        uma.button("Close").click();
        uma.page().getByLabel("Search", new Page.GetByLabelOptions().setExact(true)).fill("Ch");
        check(uma, "search");
        uma.goesOffline();
        uma.says("Later");
        check(uma, "offline");
    }

    private static void check(Visitor visitor, String screen) {
        Page page = visitor.page();
        page.evaluate("source => { if (!window.axe) (0, eval)(source); }", axe);
        assertThat((List<?>) page.evaluate(CHECK)).as(screen).isEmpty();
    }
}
