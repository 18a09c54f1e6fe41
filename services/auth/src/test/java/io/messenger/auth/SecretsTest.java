package io.messenger.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SecretsTest {
    @Test
    void neitherPasswordsNorTokensAreLogged() {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        AppenderBase<ILoggingEvent> appender =
                new AppenderBase<>() {
                    @Override
                    protected void append(ILoggingEvent event) {
                        lines.add(event.getFormattedMessage() + event.getThrowableProxy());
                    }
                };
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger ours = (Logger) LoggerFactory.getLogger("io.messenger");
        appender.start();
        root.addAppender(appender);
        ours.setLevel(Level.TRACE);
        try (AuthService auth = AuthService.start()) {
            auth.users.close();
            String name = auth.registered();
            LoggedIn first = auth.login(name);
            LoggedIn second = first.refreshed();
            second.refreshed();
            first.refreshing().expectProblem(401, "unauthenticated");
            auth.client()
                    .post("/v1/auth/login", Map.of("username", name, "password", "my wrong guess"))
                    .expect(401);
            assertThat(lines).isNotEmpty();
            assertThat(String.join("\n", lines))
                    .doesNotContain(
                            AuthService.PASSWORD,
                            "my wrong guess",
                            first.access(),
                            first.refreshToken(),
                            second.refreshToken());
        } finally {
            ours.setLevel(null);
            root.detachAppender(appender);
        }
    }
}
