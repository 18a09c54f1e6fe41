package io.messenger.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// One of two who talk on an XMPP server: a stream with acknowledgements (XEP-0198). An
/// acknowledgement of the server is the echo: it has taken the message, and archived it.
final class XmppSide {
    private static final String HOST = "localhost";
    private static final byte[] FEATURES = Bytes.of("<stream:features");
    private static final byte[] IQ = Bytes.of("<iq");
    private static final byte[] SUCCESS = Bytes.of("<success");
    private static final byte[] ENABLED = Bytes.of("<enabled");
    private static final byte[] MESSAGE = Bytes.of("<message");
    private static final byte[] PRESENCE = Bytes.of("<presence");
    private static final byte[] ACK = Bytes.of("<a ");
    private static final byte[] ACK_REQUEST = Bytes.of("<r");
    private static final byte[] HANDLED = Bytes.of(" h=");

    private final Tally tally;
    private final int pairs;
    private final byte[] run;
    private final String name = "load-" + UUID.randomUUID();
    private final Order order;
    private final ConcurrentLinkedQueue<Integer> unacknowledged = new ConcurrentLinkedQueue<>();
    private long acknowledged;
    private long handled;
    private @Nullable Peer peer;

    /// @param run what each message's id begins with
    XmppSide(Tally tally, int pairs, String run) {
        this.tally = tally;
        this.pairs = pairs;
        this.run = Bytes.of(run);
        this.order = new Order(tally);
    }

    /// Registers (XEP-0077), logs in and becomes available; blocking.
    ///
    /// @throws IOException when the server refuses
    void open(InetSocketAddress server) throws IOException {
        Peer opened = Peer.connect(server, new StanzaSplitter(), this::stanza);
        say(opened, header());
        opened.next(FEATURES);
        say(
                opened,
                """
                <iq type='set' id='register'><query xmlns='jabber:iq:register'>\
                <username>%s</username><password>%s</password></query></iq>\
                """
                        .formatted(name, name));
        demandResult(opened);
        say(
                opened,
                "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>%s</auth>"
                        .formatted(plain()));
        opened.next(SUCCESS);
        say(opened, header());
        opened.next(FEATURES);
        say(
                opened,
                """
                <iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>\
                <resource>load</resource></bind></iq>\
                """);
        demandResult(opened);
        say(opened, "<presence/><enable xmlns='urn:xmpp:sm:3'/>");
        opened.next(ENABLED);
        peer = opened;
    }

    private static String header() {
        return """
        <?xml version='1.0'?><stream:stream to='%s' version='1.0' xmlns='jabber:client' \
        xmlns:stream='http://etherx.jabber.org/streams'>\
        """
                .formatted(HOST);
    }

    private String plain() {
        byte[] plain = ("\0" + name + "\0" + name).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(plain);
    }

    private static void demandResult(Peer peer) throws IOException {
        String answer = new String(peer.next(IQ), StandardCharsets.UTF_8);
        if (!answer.contains("result")) {
            throw new IOException("the server refused: " + answer);
        }
    }

    private static void say(Peer peer, String xml) throws IOException {
        peer.send(xml.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws NullPointerException before [#open]
    Peer peer() {
        return Objects.requireNonNull(peer, "not open");
    }

    /// The messages of this one to the other, each of which asks to be acknowledged.
    ///
    /// @param run what each message's id begins with
    static Template template(XmppSide to, String run, int textBytes) {
        String xml =
                """
                <message type='chat' to='%s@%s' id='%s000000000000'><body>%s</body></message>\
                <r xmlns='urn:xmpp:sm:3'/>\
                """
                        .formatted(to.name, HOST, run, "x".repeat(textBytes));
        return new Template(xml.getBytes(StandardCharsets.UTF_8), "id='" + run);
    }

    void send(int number, Template template) throws IOException {
        unacknowledged.add(number);
        peer().send(template.with(number));
    }

    void stanza(byte[] bytes, int from, int length) {
        if (Bytes.startsWith(bytes, from, length, MESSAGE)) {
            handled++;
            message(bytes, from, from + length);
        } else if (Bytes.startsWith(bytes, from, length, PRESENCE)
                || Bytes.startsWith(bytes, from, length, IQ)) {
            handled++;
        } else if (Bytes.startsWith(bytes, from, length, ACK)) {
            // The number stands in quotes.
            int at = Bytes.after(bytes, from, from + length, HANDLED) + 1;
            acknowledge(Bytes.decimal(bytes, at), System.nanoTime());
        } else if (Bytes.startsWith(bytes, from, length, ACK_REQUEST)) {
            answer();
        }
    }

    private void message(byte[] bytes, int from, int to) {
        long now = System.nanoTime();
        int at = Bytes.after(bytes, from, to, run);
        if (at < 0) {
            return;
        }
        int number = (int) Bytes.hex(bytes, at, Template.DIGITS);
        // Each of the two writes every other one of the pair's messages.
        long place = number / (2L * pairs) + 1;
        if (order.next(place)) {
            tally.received(number, place, now);
        }
    }

    private void acknowledge(long all, long now) {
        for (; acknowledged < all; acknowledged++) {
            int number = Objects.requireNonNull(unacknowledged.poll(), "nothing was sent");
            tally.echoed(number, number / (2L * pairs) + 1, now);
        }
    }

    private void answer() {
        try {
            say(peer(), "<a xmlns='urn:xmpp:sm:3' h='" + handled + "'/>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
