package io.messenger.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What somebody does about their own account on the page.
class PageAccountTest {
    static final byte[] PICTURE =
            Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    /// What an authenticator app shows for a secret, by RFC 6238.
    private static final String CODE =
            """
            async secret => {
              const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
              const bits = [...secret].map(each => letters.indexOf(each).toString(2).padStart(5, '0')).join('');
              const bytes = bits.match(/.{8}/g).map(each => parseInt(each, 2));
              const key = await crypto.subtle.importKey('raw', new Uint8Array(bytes), { name: 'HMAC', hash: 'SHA-1' }, false, ['sign']);
              const step = new DataView(new ArrayBuffer(8));
              step.setBigUint64(0, BigInt(Math.floor(Date.now() / 30000)));
              const hash = new DataView(await crypto.subtle.sign('HMAC', key, step.buffer));
              const at = hash.getUint8(19) & 15;
              return String((hash.getUint32(at) & 0x7fffffff) % 1000000).padStart(6, '0');
            }
            """;

    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    @Test
    void aSecondFactorIsTurnedOnAndAskedForAndOtherDevicesAreEnded() {
        Visitor ora = CHROMIUM.visitor();
        Visitor phone = CHROMIUM.visitor();
        ora.joins("ora.account", "Ora");
        Page page = ora.page();
        ora.button("Settings").click();
        ora.button("Turn on").click();
        page.getByLabel("Password").fill("not hers at all");
        ora.button("Continue").click();
        assertThat(page.getByText("The password is wrong.")).isVisible();
        page.getByLabel("Password").fill(Visitor.password("ora.account"));
        ora.button("Continue").click();
        String secret = page.locator(".sheet code").textContent();
        page.getByLabel("Code").fill((String) page.evaluate(CODE, secret));
        page.getByRole(AriaRole.DIALOG).locator("form").getByText("Turn on").click();
        String recovery = page.locator(".codes code").first().textContent();
        ora.button("Done").click();

        phone.page().getByLabel("Username").fill("ora.account");
        phone.page().getByLabel("Password").fill(Visitor.password("ora.account"));
        phone.button("Log in").click();
        phone.page().getByLabel("Code").fill("000000x");
        phone.button("Log in").click();
        assertThat(phone.page().getByText("The code is wrong.")).isVisible();
        phone.page().getByLabel("Code").fill(recovery);
        phone.button("Log in").click();
        phone.isOnline();

        ora.button("Close").click();
        ora.button("Settings").click();
        ora.button("Sign out everywhere else").click();
        assertThat(phone.page().getByText("Your session has ended. Please log in again."))
                .isVisible();
        ora.isOnline();
        assertThat(ora.faults()).isEmpty();
        assertThat(phone.faults()).isEmpty();
    }

    @Test
    void aProfileHasAPictureAndWordsThatOthersSee() {
        Visitor pam = CHROMIUM.visitor();
        Visitor quin = CHROMIUM.visitor();
        pam.joins("pam.account", "Pam");
        quin.joins("quin.account", "Quin");
        quin.startsChat("pam.account");
        pam.button("Settings").click();
        pam.page().getByLabel("Display name").fill("Pamela");
        pam.page().getByLabel("About you").fill("Plays the cello");
        pam.button("Save").click();
        pam.page()
                .locator("input[type=file]")
                .setInputFiles(new FilePayload("me.png", "image/png", PICTURE));
        assertThat(pam.page().locator(".profile .face img")).isVisible();
        assertThat(quin.page().locator(".title")).hasText("Pamela");
        assertThat(quin.page().locator(".who-is-it .face img")).isVisible();
        quin.button("About this chat").click();
        assertThat(quin.page().getByRole(AriaRole.DIALOG)).containsText("Plays the cello");
        quin.button("Close").click();
        pam.button("Remove the picture").click();
        assertThat(pam.page().locator(".profile .face img")).hasCount(0);
        assertThat(quin.page().locator(".who-is-it .face img")).hasCount(0);
        assertThat(pam.faults()).isEmpty();
        assertThat(quin.faults()).isEmpty();
    }

    @Test
    void anAccountIsDeletedByItsPasswordAndIsGoneForOthers() {
        Visitor sal = CHROMIUM.visitor();
        Visitor tim = CHROMIUM.visitor();
        sal.joins("sal.account", "Sal");
        tim.joins("tim.account", "Tim");
        tim.startsChat("sal.account");
        sal.seesChat("Tim");
        sal.button("Settings").click();
        sal.button("Delete the account").click();
        sal.page().getByLabel("Password").fill("not hers at all");
        sal.button("Delete for ever").click();
        assertThat(sal.page().getByText("The password is wrong.")).isVisible();
        sal.page().getByLabel("Password").fill(Visitor.password("sal.account"));
        sal.button("Delete for ever").click();
        assertThat(sal.page().getByText("Your account is deleted.")).isVisible();
        sal.page().getByLabel("Username").fill("sal.account");
        sal.page().getByLabel("Password").fill(Visitor.password("sal.account"));
        sal.button("Log in").click();
        assertThat(sal.page().getByText("Wrong username or password.")).isVisible();
        tim.reloads();
        tim.seesChat("Deleted account");
        assertThat(sal.faults()).isEmpty();
    }

    @Test
    void aThemeIsKept() {
        Visitor rex = CHROMIUM.visitor();
        rex.joins("rex.account", "Rex");
        rex.button("Settings").click();
        rex.button("Dark").click();
        rex.reloads();
        assertThat(rex.page().locator("html")).hasAttribute("data-theme", "dark");
        assertThat(rex.page().locator("body")).hasCSS("background-color", "rgb(14, 16, 20)");
    }
}
