package io.messenger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/// A device's messages after events must be what the history would show.
class ChatViewTest {
    private final ChatView view = new ChatView();

    @Test
    void changesShowInTheirTarget() {
        message(1, "one");
        change(
                "message.edited",
                2,
                1,
                "'body':{'type':'text','text':'uno'},'edited_at':'%s'".formatted(FakeGateway.TIME));
        change("reaction", 3, 1, "'emoji':'+','on':true");
        change("pin", 4, 1, "'on':true");
        JsonNode shown = view.messages().getFirst();
        assertThat(shown.get("body").get("text").asText()).isEqualTo("uno");
        assertThat(shown.get("reactions").get("+").get(0).asText()).isEqualTo(FakeGateway.OTHER);
        assertThat(shown.get("pinned").asBoolean()).isTrue();
        assertThat(shown.get("change_seq").asLong()).isEqualTo(4);
    }

    @Test
    void whatIsTakenBackLeavesNoTrace() {
        message(1, "one");
        change("reaction", 2, 1, "'emoji':'+','on':true");
        change("reaction", 3, 1, "'emoji':'+','on':false");
        change("pin", 4, 1, "'on':true");
        change("pin", 5, 1, "'on':false");
        assertThat(view.messages()).containsExactly(json(FakeGateway.stored(1, 5, "one")));
    }

    @Test
    void deletedMessageKeepsItsPlaceAndLosesTheRest() {
        message(1, "one");
        change("pin", 2, 1, "'on':true");
        change("message.deleted", 3, 1, "'deleted_at':'%s'".formatted(FakeGateway.TIME));
        JsonNode shown = view.messages().getFirst();
        assertThat(shown.has("body")).isFalse();
        assertThat(shown.has("pinned")).isFalse();
        assertThat(shown.get("deleted_at").asText()).isEqualTo(FakeGateway.TIME);
    }

    @Test
    void systemEventIsASystemMessage() {
        event("member.joined", 1, "'user_id':'%s','role':'member'".formatted(FakeGateway.USER));
        JsonNode shown = view.messages().getFirst();
        assertThat(shown.get("kind").asText()).isEqualTo("system");
        assertThat(shown.get("body"))
                .isEqualTo(
                        json(
                                "{'type':'member.joined','user_id':'%s','role':'member'}"
                                        .formatted(FakeGateway.USER)));
    }

    @Test
    void laterStateIsNotOverwrittenByAnEarlierOne() {
        view.put(json(FakeGateway.stored(1, 5, "edited")));
        view.put(json(FakeGateway.stored(1, 1, "one")));
        change("message.edited", 3, 1, "'body':{'type':'text','text':'between'}");
        assertThat(view.messages()).containsExactly(json(FakeGateway.stored(1, 5, "edited")));
    }

    private void message(long seq, String text) {
        event("message.new", seq, "'body':{'type':'text','text':'%s'}".formatted(text));
    }

    private void change(String type, long seq, long target, String fields) {
        event(type, seq, "'target':%d,%s".formatted(target, fields));
    }

    private void event(String type, long seq, String fields) {
        view.apply(
                json(
                        "{'t':'%s','chat_id':'%s','seq':%d,'sender_id':'%s','client_msg_id':'%s',%s,'sent_at':'%s'}"
                                .formatted(
                                        type,
                                        FakeGateway.CHAT,
                                        seq,
                                        FakeGateway.OTHER,
                                        FakeGateway.id(seq),
                                        fields,
                                        FakeGateway.TIME)));
    }

    private static JsonNode json(String text) {
        return TestJson.read(text.replace('\'', '"'));
    }
}
