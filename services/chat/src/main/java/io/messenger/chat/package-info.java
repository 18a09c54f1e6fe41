/// Chats and their members: who belongs to which, in which role. Every change is committed here and
/// enters the chat's log through the outbox in the same breath.
@NullMarked
package io.messenger.chat;

import org.jspecify.annotations.NullMarked;
