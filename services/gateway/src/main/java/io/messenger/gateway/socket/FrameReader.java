package io.messenger.gateway.socket;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads the frames of one connection: puts messages together, answers pings, finds faults. Between
/// two messages it holds nothing. Used by the reading thread only.
final class FrameReader {
    private final FrameInput in;
    private final int messageBytes;
    private @Nullable TextMessage message;

    FrameReader(FrameInput in, int messageBytes) {
        this.in = in;
        this.messageBytes = messageBytes;
    }

    /// Returns when the peer's close frame has come.
    CloseRequest readUntilClosed(MessageSink sink, Connection connection)
            throws IOException, ProtocolFault, InterruptedException {
        while (true) {
            FrameHeader header = FrameHeader.read(in, messageBytes - sizeSoFar());
            if (!header.control()) {
                readData(sink, connection, header);
                continue;
            }
            byte[] payload = new byte[header.length()];
            in.fill(payload, 0, payload.length);
            header.unmask(payload, 0, payload.length, 0);
            connection.heard(payload.length);
            if (header.opcode() == Opcode.CLOSE) {
                return CloseRequest.parse(payload);
            }
            if (header.opcode() == Opcode.PING) {
                connection.send(OutboundFrame.pong(payload));
            }
        }
    }

    private void readData(MessageSink sink, Connection connection, FrameHeader header)
            throws IOException, ProtocolFault, InterruptedException {
        TextMessage open = message;
        if ((open == null) == (header.opcode() == Opcode.CONTINUATION)) {
            throw new ProtocolFault(
                    StandardCode.PROTOCOL_ERROR,
                    open == null ? "nothing to continue" : "message is not finished");
        }
        if (open == null) {
            open = new TextMessage();
        }
        open.append(header, in);
        connection.heard(header.length());
        message = header.last() ? null : open;
        if (header.last()) {
            sink.accept(open.text());
        }
    }

    private int sizeSoFar() {
        TextMessage open = message;
        return open == null ? 0 : open.size();
    }
}
