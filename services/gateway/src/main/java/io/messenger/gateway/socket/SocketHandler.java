package io.messenger.gateway.socket;

/// What the gateway's logic does with its sockets. The three calls of one connection are made by
/// that connection's own virtual thread, strictly in the order `opened`, `text`…, `closed`, never
/// two at once; calls of different connections run side by side.
///
/// `opened` and `text` may block: while they do, nothing more is read from that socket, which is
/// the back-pressure. When the connection ends meanwhile, the thread is interrupted, and they
/// should return or throw soon. An exception closes the connection with 4000.
public interface SocketHandler {
    /// The handshake is done; the first frame may be sent from here.
    void opened(Connection connection) throws InterruptedException;

    /// One whole text message, at most `messageBytes` long and valid UTF-8. The array is the
    /// handler's to keep.
    void text(Connection connection, byte[] utf8) throws InterruptedException;

    /// The end, called exactly once for every connection that was opened, whatever ended it. `code`
    /// is the one of the side that ended first: the server's, the peer's ([StandardCode#NONE] if it
    /// gave none), or [StandardCode#LOST] when no close frame came.
    void closed(Connection connection, int code);
}
