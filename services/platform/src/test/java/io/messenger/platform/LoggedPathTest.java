package io.messenger.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggedPathTest {
    @ParameterizedTest
    @CsvSource({
        "/v1/invites/k3Xq9, /v1/invites/…",
        "/v1/invites/k3Xq9/join, /v1/invites/…/join",
        "/v1/chats/1/messages, /v1/chats/1/messages",
    })
    void tellsNoCodes(String path, String logged) {
        assertThat(LoggedPath.without(path)).isEqualTo(logged);
    }
}
