package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.ChatId;
import io.messenger.standalone.SpanCollector.Span;
import io.messenger.testing.Account;
import io.messenger.testing.TestDevice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// One message is followed from a socket of one gateway to a socket of another one.
class TracingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void aMessageIsOneTraceFromSocketToSocket() {
        TwoGateways two = TwoGateways.shared();
        Account anna = two.account("anna");
        Account boris = two.account("boris");
        ChatId chat = two.group(anna, boris);
        try (TestDevice here = two.atFirst(anna);
                TestDevice there = two.atSecond(boris)) {
            here.awaitEcho(here.send(chat, "how did this get to you?"), PATIENCE);
            there.awaitSeq(chat, 2, PATIENCE);
        }
        List<Span> trace =
                two.collector()
                        .await(
                                span ->
                                        chat.toString().equals(span.attributes().get("chat_id"))
                                                && "send".equals(span.attributes().get("op")),
                                spans ->
                                        spans.stream().map(Span::name).distinct().count() == 6
                                                && count(spans, "websocket deliver") >= 2);
        Map<String, Span> byId =
                trace.stream().collect(Collectors.toMap(Span::id, Function.identity()));
        assertThat(trace.stream().map(Span::trace).distinct()).hasSize(1);
        assertThat(trace.stream().map(span -> way(span, byId)).distinct())
                .containsExactlyInAnyOrder(
                        "websocket send",
                        "websocket send > message.send publish",
                        "websocket send > message.send publish > message.send process",
                        "websocket send > message.send publish > message.send process"
                                + " > postgresql transaction",
                        "websocket send > message.send publish > message.send process"
                                + " > message.delivered publish",
                        "websocket send > message.send publish > message.send process"
                                + " > message.delivered publish > websocket deliver");
        assertThat(trace)
                .allSatisfy(span ->
                        assertThat(span.service())
                                .isEqualTo(
                                        span.name().startsWith("websocket")
                                                        || span.name()
                                                                .equals("message.send publish")
                                                ? "messenger-gateway"
                                                : "messenger-message"));
    }

    private static long count(List<Span> spans, String name) {
        return spans.stream().filter(span -> span.name().equals(name)).count();
    }

    private static String way(Span span, Map<String, Span> byId) {
        Span parent = byId.get(span.parent());
        return parent == null ? span.name() : way(parent, byId) + " > " + span.name();
    }
}
