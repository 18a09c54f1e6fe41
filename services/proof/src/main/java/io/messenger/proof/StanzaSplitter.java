package io.messenger.proof;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Splits an XMPP stream into its stanzas: the elements right below the stream's own, whose opening
/// is passed over. What servers may not send in a stream (comments, doctypes) it does not know.
final class StanzaSplitter implements Splitter {
    private static final byte[] DECLARATION = Bytes.of("<?");
    private static final byte[] STREAM = Bytes.of("<stream:stream");
    private static final byte[] CLOSE = Bytes.of("</stream:stream");
    private static final byte[] ERROR = Bytes.of("<stream:error");

    @Override
    public boolean next(ByteBuffer in, Sink sink) throws IOException {
        byte[] bytes = in.array();
        int offset = in.arrayOffset();
        int to = offset + in.limit();
        while (true) {
            int from = tagBegin(bytes, offset + in.position(), to);
            in.position(from - offset);
            boolean ofTheStream = isOfTheStream(bytes, from, to);
            int end = ofTheStream ? tagEnd(bytes, from, to) : elementEnd(bytes, from, to);
            if (end < 0) {
                return false;
            }
            in.position(end - offset);
            if (!ofTheStream) {
                demandNoError(bytes, from, end - from);
                sink.take(bytes, from, end - from);
                return true;
            }
        }
    }

    /// Whether a tag that begins there opens the stream or says of what kind it is.
    ///
    /// @throws IOException when it ends the stream
    private static boolean isOfTheStream(byte[] bytes, int from, int to) throws IOException {
        if (Bytes.startsWith(bytes, from, to - from, CLOSE)) {
            throw new IOException("the server closed the stream");
        }
        return Bytes.startsWith(bytes, from, to - from, DECLARATION)
                || Bytes.startsWith(bytes, from, to - from, STREAM);
    }

    private static void demandNoError(byte[] bytes, int from, int length) throws IOException {
        if (Bytes.startsWith(bytes, from, length, ERROR)) {
            throw new IOException(new String(bytes, from, length, StandardCharsets.UTF_8));
        }
    }

    /// The index behind the element that begins there; -1 when the rest has not come yet.
    private static int elementEnd(byte[] bytes, int from, int to) {
        int depth = 0;
        int at = from;
        while (true) {
            int end = tagEnd(bytes, at, to);
            if (end < 0) {
                return -1;
            }
            if (bytes[at + 1] == '/') {
                depth--;
            } else if (bytes[end - 2] != '/') {
                depth++;
            }
            if (depth == 0) {
                return end;
            }
            at = tagBegin(bytes, end, to);
        }
    }

    private static int tagBegin(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '<') {
            at++;
        }
        return at;
    }

    /// The index behind the tag that begins there; -1 when the rest has not come yet. A `>` may
    /// stand in the value of an attribute.
    private static int tagEnd(byte[] bytes, int from, int to) {
        int quote = 0;
        for (int at = from; at < to; at++) {
            if (quote != 0) {
                quote = bytes[at] == quote ? 0 : quote;
            } else if (bytes[at] == '\'' || bytes[at] == '"') {
                quote = bytes[at];
            } else if (bytes[at] == '>') {
                return at + 1;
            }
        }
        return -1;
    }
}
