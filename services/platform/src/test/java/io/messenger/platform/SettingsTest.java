package io.messenger.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What an operator sets, and what he reads when it does not fit.
class SettingsTest {
    @Test
    void theFileHasTheDefaults() {
        Settings settings = settings();
        assertThat(settings.service()).isEqualTo("probe");
        assertThat(settings.text("server.host")).isEqualTo("127.0.0.1");
        assertThat(settings.number("database.pool-size", 1, 200)).isEqualTo(1);
        assertThat(settings.duration("pause")).isEqualTo(Duration.ofMinutes(15));
        assertThat(settings.flag("open")).isTrue();
        assertThat(settings.uri("redis.uri")).hasHost("127.0.0.1").hasPort(6379);
        assertThat(settings.text("database.password")).isEmpty();
        assertThat(settings.list("origins")).isEmpty();
    }

    @Test
    void theEnvironmentOverridesAKeyWithDotsAndDashes() {
        Settings settings = environment("MESSENGER_PROBE_DATABASE_POOL_SIZE", " 7 ");
        assertThat(settings.number("database.pool-size", 1, 200)).isEqualTo(7);
    }

    @Test
    void theCallerOverridesTheEnvironment() {
        Settings settings =
                Settings.load(
                        "probe",
                        Map.of("MESSENGER_PROBE_SERVER_PORT", "1"),
                        Map.of("server.port", "2"));
        assertThat(settings.port("server.port")).isEqualTo(2);
    }

    @Test
    void aListIsSeparatedByCommas() {
        assertThat(environment("MESSENGER_PROBE_ORIGINS", "a, b,,c ").list("origins"))
                .containsExactly("a", "b", "c");
    }

    @Test
    void aVariableThatNamesNoSettingStopsTheStart() {
        stops(
                () -> environment("MESSENGER_PROBE_SERVER_PROT", "1"),
                "probe",
                "MESSENGER_PROBE_SERVER_PROT");
    }

    @Test
    void variablesOfOthersAreIgnored() {
        assertThat(environment("MESSENGER_OTHER_SERVER_PORT", "1").port("server.port")).isZero();
        assertThat(environment("SERVER_PORT", "1").port("server.port")).isZero();
    }

    @Test
    void whatKubernetesAddsForAServiceOfTheSameNameIsIgnored() {
        Map<String, String> links =
                Map.of(
                        "MESSENGER_PROBE_SERVICE_HOST", "10.0.0.1",
                        "MESSENGER_PROBE_SERVICE_PORT", "80",
                        "MESSENGER_PROBE_SERVICE_PORT_HTTP", "80",
                        "MESSENGER_PROBE_PORT", "tcp://10.0.0.1:80",
                        "MESSENGER_PROBE_PORT_80_TCP", "tcp://10.0.0.1:80",
                        "MESSENGER_PROBE_PORT_80_TCP_ADDR", "10.0.0.1");
        assertThat(Settings.load("probe", links, Map.of()).port("server.port")).isZero();
    }

    @Test
    void anOverrideOfAnUnknownKeyStopsTheStart() {
        stops(
                () -> Settings.load("probe", Map.of(), Map.of("server.prot", "1")),
                "probe",
                "server.prot");
    }

    @Test
    void aValueThatDoesNotFitNamesItsKeyAndVariable() {
        stops(() -> set("server.port", "http").port("server.port"), "SERVER_PORT", "number");
        stops(() -> set("server.port", "65536").port("server.port"), "server.port", "65535");
        stops(() -> set("server.port", "-1").port("server.port"), "SERVER_PORT", "from 0");
        stops(() -> set("pause", "15 minutes").duration("pause"), "PROBE_PAUSE", "PT15M");
        stops(() -> set("pause", "PT0S").duration("pause"), "PROBE_PAUSE", "longer");
        stops(() -> set("redis.uri", "a b").uri("redis.uri"), "REDIS_URI", "URI");
        stops(() -> set("redis.uri", "host").uri("redis.uri"), "REDIS_URI", "absolute");
        stops(() -> set("open", "yes").flag("open"), "PROBE_OPEN", "true or false");
        stops(() -> set("server.host", " ").required("server.host"), "SERVER_HOST", "must be set");
        stops(
                () -> set("database.pool-size", "0").number("database.pool-size", 1, 9),
                "database.pool-size",
                "MESSENGER_PROBE_DATABASE_POOL_SIZE");
    }

    @Test
    void theDescriptionHidesSecrets() {
        Settings settings =
                Settings.load(
                        "probe",
                        Map.of(),
                        Map.of(
                                "database.password", "hunter2",
                                "database.url",
                                        "jdbc:postgresql://host/db?user=me&password=hunter2",
                                "auth.private-key", "hunter2",
                                "redis.uri", "redis://:p@ss/hunter2@redis:6379"));
        assertThat(settings.describe())
                .contains("server.host = 127.0.0.1", "host/db", "redis:6379")
                .doesNotContain("hunter2");
    }

    private static Settings settings() {
        return Settings.load("probe", Map.of(), Map.of());
    }

    private static Settings environment(String variable, String value) {
        return Settings.load("probe", Map.of(variable, value), Map.of());
    }

    private static Settings set(String key, String value) {
        return Settings.load("probe", Map.of(), Map.of(key, value));
    }

    private static void stops(ThrowingCallable start, String... words) {
        assertThatThrownBy(start)
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll(words);
    }
}
