package io.messenger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What an XMPP server says, and what becomes of it.
final class XmppTest {
    private static final String RUN = "0198c0de-0000-7000-8000-";
    private static final String STREAM =
            "<?xml version='1.0'?><stream:stream xmlns='jabber:client' id='1' version='1.0'>";

    private final List<String> stanzas = new ArrayList<>();
    private final Tally tally = new Tally(40, 0, 1);
    private final XmppSide side = new XmppSide(tally, 10, RUN);

    @Test
    void theStreamsOwnTagIsPassedOverAndStanzasAreWhole() throws IOException {
        split(STREAM + "<stream:features><bind/><a b='>'>text</a></stream:features> \n<r x='y'/>");
        assertThat(stanzas)
                .containsExactly(
                        "<stream:features><bind/><a b='>'>text</a></stream:features>",
                        "<r x='y'/>");
    }

    @Test
    void whereverItIsCutTheRestIsAwaited() throws IOException {
        String all = STREAM + "<message id=\"a/>\"><body>x</body><e/></message><r/>";
        for (int cut = 0; cut < all.length(); cut++) {
            stanzas.clear();
            ByteBuffer rest = split(all.substring(0, cut));
            byte[] left = new byte[rest.remaining()];
            rest.get(left);
            split(new String(left, StandardCharsets.US_ASCII) + all.substring(cut));
            assertThat(stanzas)
                    .as("cut at %d", cut)
                    .containsExactly("<message id=\"a/>\"><body>x</body><e/></message>", "<r/>");
        }
    }

    @Test
    void anErrorOfTheStreamAndItsEndEndTheMeasurement() {
        assertThatThrownBy(() -> split("<stream:error><conflict/></stream:error>"))
                .hasMessageContaining("conflict");
        assertThatThrownBy(() -> split("</stream:stream>")).isInstanceOf(IOException.class);
    }

    @Test
    void messagesOfTheOtherAreDeliveriesEachOfWhichMustComeOnceAndInOrder() {
        message(10);
        message(30);
        assertThat(tally.counts()).isEqualTo(new Tally.Counts(0, 2));
        assertThat(tally.repeatedCount() + tally.disorderedCount()).isZero();
        message(30);
        assertThat(tally.repeatedCount()).isEqualTo(1);
    }

    @Test
    void aMessageThatIsLeftOutIsSeen() {
        XmppSide other = new XmppSide(tally, 5, RUN);
        other.stanza(Bytes.of(text(5)), 0, text(5).length());
        other.stanza(Bytes.of(text(25)), 0, text(25).length());
        assertThat(tally.disorderedCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aConfigurationIsFilledIn(XmppKind kind) throws IOException {
        Database database = new Database("jdbc:postgresql://127.0.0.1:5555/some", "me", "secret");
        String filled =
                new XmppKind.Place(Path.of("/some/where"), 4444, database).fill(kind.resource());
        assertThat(filled).contains("4444", "5555", "\"some\"", "\"me\"", "\"secret\"");
        assertThat(filled).doesNotContainPattern("\\{[a-z.]+}");
    }

    private void message(int number) {
        byte[] bytes = Bytes.of(text(number));
        side.stanza(bytes, 0, bytes.length);
    }

    private static String text(int number) {
        return "<message to='me' from='you' id='%s%012x'><body>x</body></message>"
                .formatted(RUN, number);
    }

    private ByteBuffer split(String text) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        boolean more = true;
        while (more) {
            more =
                    new StanzaSplitter()
                            .next(
                                    in,
                                    (bytes, from, length) ->
                                            stanzas.add(
                                                    new String(
                                                            bytes,
                                                            from,
                                                            length,
                                                            StandardCharsets.US_ASCII)));
        }
        return in;
    }
}
