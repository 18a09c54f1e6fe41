/// Profiles: who people are to each other, and how they are found. Changes go to everybody by
/// `user.changed`.
@NullMarked
package io.messenger.user;

import org.jspecify.annotations.NullMarked;
