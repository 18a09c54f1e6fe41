package io.messenger.gateway.socket;

/// What a peer's close frame says; an empty one has [StandardCode#NONE].
record CloseRequest(int code) {
    /// Fails with 1002 for a code that may not be sent and 1007 for a reason that is not UTF-8.
    static CloseRequest parse(byte[] payload) throws ProtocolFault {
        if (payload.length == 0) {
            return new CloseRequest(StandardCode.NONE);
        }
        if (payload.length == 1) {
            throw new ProtocolFault(StandardCode.PROTOCOL_ERROR, "close code is cut");
        }
        int code = (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
        if (!StandardCode.mayBeSent(code)) {
            throw new ProtocolFault(StandardCode.PROTOCOL_ERROR, "close code is not allowed");
        }
        if (!Utf8.valid(payload, 2, payload.length)) {
            throw new ProtocolFault(StandardCode.BAD_TEXT, "close reason is not UTF-8");
        }
        return new CloseRequest(code);
    }
}
