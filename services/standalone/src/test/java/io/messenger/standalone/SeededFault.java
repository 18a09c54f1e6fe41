package io.messenger.standalone;

import io.messenger.proof.judge.Rule;
import io.messenger.proof.judge.View;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A defect that the messenger does not have, seeded between it and the devices, behind its back in
/// PostgreSQL or Kafka, or on the way of the final reading: what is seen is what a messenger with
/// the defect would show.
///
/// @param name as in docs/reliability.md
/// @param breaks the promise that the judge must find broken; it may find others too
/// @param budget how soon both must be given what is said once ben is back
record SeededFault(
        String name,
        Rule breaks,
        Function<SeededScene, FaultyDoor.Fault> wire,
        Deed deed,
        UnaryOperator<View> reading,
        Duration budget) {
    /// A busy machine is no defect.
    private static final Duration PATIENT = Duration.ofSeconds(30);

    private static final FaultyDoor.Fault NONE = new FaultyDoor.Fault() {};

    /// What is done behind the messenger's back.
    @FunctionalInterface
    interface Deed {
        void in(SeededScene scene) throws Exception;
    }

    static SeededFault onTheWay(
            String name, Rule breaks, Function<SeededScene, FaultyDoor.Fault> wire) {
        return onTheWay(name, breaks, wire, PATIENT);
    }

    static SeededFault onTheWay(
            String name,
            Rule breaks,
            Function<SeededScene, FaultyDoor.Fault> wire,
            Duration budget) {
        return new SeededFault(name, breaks, wire, _ -> {}, UnaryOperator.identity(), budget);
    }

    static SeededFault behind(String name, Rule breaks, Deed deed) {
        return new SeededFault(name, breaks, _ -> NONE, deed, UnaryOperator.identity(), PATIENT);
    }

    static SeededFault reading(String name, Rule breaks, UnaryOperator<View> reading) {
        return new SeededFault(name, breaks, _ -> NONE, _ -> {}, reading, PATIENT);
    }

    static Stream<SeededFault> all() {
        return Stream.of(
                        WireFaults.all(),
                        ChangeFaults.all(),
                        StoreFaults.all(),
                        LogFaults.all(),
                        OutsideFaults.all())
                .flatMap(all -> all);
    }

    FaultyDoor.Fault onTheWay(SeededScene scene) {
        return wire.apply(scene);
    }

    void behind(SeededScene scene) throws Exception {
        deed.in(scene);
    }

    View read(SeededScene scene, View view) {
        return view.reader().equals(scene.ben.userId()) ? reading.apply(view) : view;
    }

    @Override
    public String toString() {
        return name;
    }
}
