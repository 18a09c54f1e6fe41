package io.messenger.standalone;

import io.messenger.platform.Settings;
import java.util.function.Function;

/// One of the services, as this mode needs it: a name, and how it starts with its settings. It may
/// get ready later.
record Service(String name, Function<Settings, Running> start) {

    /// A service that was started.
    interface Running extends AutoCloseable {
        @Override
        void close();
    }
}
