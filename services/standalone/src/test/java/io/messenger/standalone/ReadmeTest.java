package io.messenger.standalone;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the README promises.
class ReadmeTest {
    @TempDir private Path folder;

    @Test
    void theConversationOfTheReadmeWorksAsItStandsThere() throws Exception {
        new Conversation(folder).hold(WholeMessenger.gateway());
    }
}
