package io.messenger.chat;

import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.UserId;

/// What a chat's log knows a command by.
record CommandKey(UserId sender, ClientMsgId id) {}
