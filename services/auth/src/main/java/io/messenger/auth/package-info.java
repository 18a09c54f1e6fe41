/// Accounts and who may speak for them: registration, login, tokens, sessions. Other services learn
/// of it by the signature of a token and by `session.revoked`.
@NullMarked
package io.messenger.auth;

import org.jspecify.annotations.NullMarked;
