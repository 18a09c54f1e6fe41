package io.messenger.standalone;

import java.util.List;

/// The five services of the messenger.
final class Services {
    private Services() {}

    static List<Service> all() {
        return List.of();
    }
}
