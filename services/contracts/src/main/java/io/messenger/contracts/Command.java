package io.messenger.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One record of `message.send`: somebody wants something done to a chat's log.
///
/// @param deviceId the sender's device; null when the chat service speaks for the user
/// @param clientMsgId the idempotency key: with chat and sender it names this command for ever
/// @param origin where the answer goes; null when nobody waits at a socket
/// @param at when the gateway or the chat service took it
public record Command(
        ChatId chatId,
        UserId senderId,
        @Nullable DeviceId deviceId,
        ClientMsgId clientMsgId,
        @Nullable Origin origin,
        Instant at,
        Op op) {}
