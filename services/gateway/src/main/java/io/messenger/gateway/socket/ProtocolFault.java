package io.messenger.gateway.socket;

/// The peer broke RFC 6455 or a limit: the connection fails with this close code. The message
/// travels to the peer as the reason, so it says nothing of the server.
final class ProtocolFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final int code;

    /// Without a stack trace: a peer can cause it at will, so it must be cheap.
    ProtocolFault(int code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
