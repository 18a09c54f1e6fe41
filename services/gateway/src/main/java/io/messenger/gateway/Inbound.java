package io.messenger.gateway;

import io.messenger.gateway.limits.Bucket;
import io.messenger.gateway.limits.SendOrder;
import io.messenger.gateway.limits.Window;

/// What is remembered of one socket's commands.
///
/// @param refusals how often it may still be refused before it is closed
record Inbound(Window window, SendOrder order, Bucket refusals) {}
