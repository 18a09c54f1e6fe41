package io.messenger.gateway.socket;

import io.messenger.contracts.CloseCode;
import io.messenger.gateway.limits.Bucket;
import io.messenger.gateway.limits.Rate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads the frames of one connection: puts messages together, answers pings, finds faults. Between
/// two messages it holds nothing. Used by the reading thread only.
final class FrameReader {
    /// A message of `messageBytes` may come in fragments of one byte, but not one after another.
    private static final Rate EXTRA = new Rate(1_000, 70_000);

    private final FrameInput in;
    private final int messageBytes;
    private @Nullable TextMessage message;
    private @Nullable Bucket extra;

    FrameReader(FrameInput in, int messageBytes) {
        this.in = in;
        this.messageBytes = messageBytes;
    }

    /// Returns when the peer's close frame has come; null when the sink wants a pause.
    @Nullable CloseRequest read(MessageSink sink, Connection connection)
            throws IOException, ProtocolFault, InterruptedException {
        while (true) {
            FrameHeader header = FrameHeader.read(in, messageBytes - sizeSoFar());
            if (header.control() || !header.last()) {
                charge(connection.now());
            }
            if (!header.control()) {
                if (!readData(sink, connection, header)) {
                    return null;
                }
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

    private boolean readData(MessageSink sink, Connection connection, FrameHeader header)
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
        return !header.last() || sink.accept(open.text());
    }

    /// Messages have their limits elsewhere; frames that are none would cost their sender nothing.
    private void charge(long now) throws ProtocolFault {
        Bucket bucket = extra;
        if (bucket == null) {
            bucket = new Bucket(now);
            extra = bucket;
        }
        if (bucket.take(EXTRA, now) > 0) {
            throw new ProtocolFault(CloseCode.RATE_LIMITED, "too many frames");
        }
    }

    private int sizeSoFar() {
        TextMessage open = message;
        return open == null ? 0 : open.size();
    }
}
