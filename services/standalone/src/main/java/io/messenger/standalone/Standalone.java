package io.messenger.standalone;

import io.messenger.embedded.LocalStack;
import io.messenger.embedded.StackOptions;
import io.messenger.platform.Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/// The whole messenger, running in this virtual machine and in the embedded servers below it.
public final class Standalone implements AutoCloseable {
    private final LocalStack stack;
    private final PortPlan ports;
    private final List<Service.Running> services;

    private Standalone(LocalStack stack, PortPlan ports, List<Service.Running> services) {
        this.stack = stack;
        this.ports = ports;
        this.services = services;
    }

    /// Returns when every service is ready.
    ///
    /// @param services in the order of their start; the first has the port of the options
    /// @param progress gets one line for each step, from several threads
    /// @throws StartException when a service does not get ready
    /// @throws io.messenger.embedded.StackException when a port is taken or an embedded server does
    ///   not start
    /// @throws io.messenger.platform.SettingsException when the environment has a setting that
    ///   cannot be used
    static Standalone start(
            StandaloneOptions options, List<Service> services, Consumer<String> progress) {
        PortPlan ports =
                PortPlan.from(options.port(), services.stream().map(Service::name).toList());
        StackOptions kept = StackOptions.keptIn(options.folder()).withProgress(progress);
        LocalStack stack = LocalStack.start(options.throwAway() ? kept.thrownAway() : kept);
        List<Service.Running> running = new ArrayList<>();
        Standalone standalone = new Standalone(stack, ports, running);
        try {
            Wiring wiring = new Wiring(stack, ports, options);
            for (Service service : services.reversed()) {
                Settings settings = wiring.settings(service.name());
                LoggerFactory.getLogger(Standalone.class).info("{}", settings.describe());
                running.add(service.start().apply(settings));
            }
            for (Service service : services.reversed()) {
                int port = ports.of(service.name()).api();
                Readying.await(service.name(), ports.of(service.name()).management());
                progress.accept(service.name() + " ready on 127.0.0.1:" + port);
            }
            return standalone;
        } catch (RuntimeException failure) {
            standalone.close();
            throw failure;
        }
    }

    /// The public door: the first of the services.
    public URI door() {
        return uri(ports.byService().keySet().iterator().next());
    }

    /// Where a service answers.
    public URI uri(String service) {
        return URI.create("http://127.0.0.1:" + ports.of(service).api());
    }

    /// The servers below, which tests of faults kill.
    public LocalStack stack() {
        return stack;
    }

    /// Stops the services, the last started first, so that the public door closes before what is
    /// behind it; then the servers below. All that was acknowledged is kept.
    @Override
    public void close() {
        for (Service.Running service : services.reversed()) {
            service.close();
        }
        services.clear();
        stack.close();
    }
}
