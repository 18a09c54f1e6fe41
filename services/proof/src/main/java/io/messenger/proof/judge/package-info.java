/// What devices keep of a run, and the judge who proves from it, and from the final history, that
/// the messenger kept its promises. Pure: logs in, verdict out.
@NullMarked
package io.messenger.proof.judge;

import org.jspecify.annotations.NullMarked;
