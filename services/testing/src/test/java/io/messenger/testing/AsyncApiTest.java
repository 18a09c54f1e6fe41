package io.messenger.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The document of the socket and the topics, and what is checked with it.
class AsyncApiTest {
    private static final Path FILE = Path.of("../../docs/asyncapi.yaml");

    @Test
    void theDocumentIsClean() throws IOException {
        assertThat(AsyncApiLint.findings(TestYaml.read(Files.readString(FILE)))).isEmpty();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            commentCharacter = '%',
            textBlock =
                    """
                    asyncapi: 3.0.0                        | asyncapi: 2.6.0                  | regex pattern
                    summary: By the auth service.          | sumary: By the auth service.     | 'summary'
                    - payload: {t: ping}                   | - payload: {t: pong}             | is no example
                    properties: {t: {const: synced}}       | properties: {t: {const: sync}}   | synced
                    schemas/server.receipt'                | schemas/server.recipt'           | leads to nothing
                    time: {type: string                    | time: {type: text                | does not have a value in the enumeration
                    socket/messages/server.chat.updated'    | socket/messages/server.pong'     | is in no operation
                    """)
    void plantedFaultIsFound(String clean, String planted, String finding) throws IOException {
        String text = Files.readString(FILE);
        assertThat(text).contains(clean);
        JsonNode document = TestYaml.read(text.replace(clean, planted));
        assertThat(String.join("\n", AsyncApiLint.findings(document))).contains(finding);
    }

    @Test
    void frameThatTheDocumentDoesNotAllowIsCaught() {
        ObjectNode frame = frame("{'t':'pong','now':'2026-11-22T12:00:00.123Z'}");
        FrameSchemas.demandFromServer(frame);
        fails(frame.deepCopy().put("now", "2026-11-22T12:00:00Z"), "regex");
        fails(frame.deepCopy().put("late", true), "late");
        fails(frame.deepCopy().put("t", "pang"), "no message server.pang");
        fails(frame.deepCopy().without("t"), "without a string t");
    }

    @Test
    void fieldThatANestedObjectMayNotHaveIsCaught() {
        ObjectNode frame =
                frame(
                        """
                        {'t':'message.new','chat_id':'0198c0de-0000-7000-8000-0000000000c1','seq':1,
                        'sender_id':'0198c0de-0000-7000-8000-00000000000a','body':{'type':'text','text':'x'},
                        'client_msg_id':'0198c0de-0000-7000-8000-0000000000d1','sent_at':'2026-11-22T12:00:00.123Z'}
                        """);
        FrameSchemas.demandFromServer(frame);
        frame.withObject("body").put("font", "big");
        fails(frame, "font");
    }

    private static ObjectNode frame(String json) {
        return (ObjectNode) TestJson.read(json.replace('\'', '"'));
    }

    private static void fails(JsonNode frame, String sentence) {
        assertThatThrownBy(() -> FrameSchemas.demandFromServer(frame))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(sentence);
    }
}
