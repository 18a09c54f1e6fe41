package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;

/// One step of a device's log of a chat.
///
/// @param seq the place in the chat's log
/// @param what the live event (it has a `t`), or the message's state from a batch (it has none)
public record Applied(long seq, JsonNode what) {}
