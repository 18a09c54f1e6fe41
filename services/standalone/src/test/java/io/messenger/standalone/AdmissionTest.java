package io.messenger.standalone;

import io.messenger.testing.Account;
import io.messenger.testing.TestDevice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Many devices come back at the same moment.
class AdmissionTest {
    @Test
    void theyAreToldWhenToComeBackAndAllGetInInTheEnd() {
        Account anna = WholeMessenger.accounts().create("anna");
        Account boris = WholeMessenger.accounts().create("boris");
        WholeMessenger.directChat(anna, boris);
        try (AnotherGateway narrow =
                AnotherGateway.start(Map.of("attach.at-once", "1", "attach.waiting", "0"))) {
            List<TestDevice> devices = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                devices.add(TestDevice.of(narrow.uri(), anna));
                devices.add(TestDevice.of(narrow.uri(), boris));
            }
            devices.forEach(TestDevice::begin);
            for (TestDevice device : devices) {
                device.awaitAttaches(1, Duration.ofSeconds(30));
            }
            devices.forEach(TestDevice::close);
        }
    }
}
