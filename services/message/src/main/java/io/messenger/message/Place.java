package io.messenger.message;

import io.messenger.contracts.ChatId;

/// A seq of a chat.
record Place(ChatId chatId, long seq) {}
