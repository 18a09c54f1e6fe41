package io.messenger.gateway.socket;

/// The close codes of RFC 6455 that this package uses beside the protocol's own (`CloseCode`), and
/// which codes may stand in a close frame.
public final class StandardCode {
    public static final int NORMAL = 1000;
    public static final int PROTOCOL_ERROR = 1002;
    public static final int UNSUPPORTED_DATA = 1003;

    /// Never on the wire: the peer's close frame had no code.
    public static final int NONE = 1005;

    /// Never on the wire: the connection broke without a close frame.
    public static final int LOST = 1006;

    public static final int BAD_TEXT = 1007;
    public static final int TOO_BIG = 1009;

    private StandardCode() {}

    /// RFC 6455, section 7.4, with 1012 to 1014 as IANA has registered them since.
    static boolean mayBeSent(int code) {
        return switch (code) {
            case 1004, NONE, LOST -> false;
            default -> (code >= 1000 && code <= 1014) || (code >= 3000 && code <= 4999);
        };
    }
}
