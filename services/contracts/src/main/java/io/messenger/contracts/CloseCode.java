package io.messenger.contracts;

/// WebSocket close codes of protocol.md: 4000 to 4499 reconnect and resume, 4500 to 4999 stop.
public final class CloseCode {
    public static final int RESTART = 1012;
    public static final int INTERNAL = 4000;
    public static final int AUTH_TIMEOUT = 4001;
    public static final int UPSTREAM_UNAVAILABLE = 4002;
    public static final int TOKEN_EXPIRED = 4003;
    public static final int HEARTBEAT_MISSED = 4004;
    public static final int SLOW_CONSUMER = 4008;
    public static final int RATE_LIMITED = 4009;
    public static final int RESYNC_NEEDED = 4010;
    public static final int BAD_TOKEN = 4500;
    public static final int BAD_FRAME = 4501;
    public static final int SESSION_REVOKED = 4502;
    public static final int USER_DEACTIVATED = 4503;
    public static final int TOO_MANY_SOCKETS = 4505;

    private CloseCode() {}
}
