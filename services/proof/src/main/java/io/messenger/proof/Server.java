package io.messenger.proof;

import java.io.IOException;
import java.util.List;

/// A server under load. All its processes are below this one.
interface Server extends AutoCloseable {
    Database database();

    /// Makes the chats of a scenario, and opens a socket for each member.
    ///
    /// @param tallies one for each talk
    /// @throws IOException when the server refuses something
    Crowd gather(BenchOptions.Load load, List<Tally> tallies, Swarm swarm)
            throws IOException, InterruptedException;

    @Override
    void close();
}
