package io.messenger.gateway.socket;

import io.messenger.contracts.CloseCode;
import io.messenger.contracts.ConnId;
import io.messenger.contracts.IdSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All sockets of one gateway, and the one sweeper that ends those whose time is over. Thread-safe.
public final class Connections implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final Refusal FULL =
            Refusal.unavailable("No more sockets are taken now", Duration.ofSeconds(2));
    private static final Refusal CLOSING =
            Refusal.unavailable("This gateway ends; another one is there", Duration.ofSeconds(1));

    private final SocketLimits limits;
    private final SocketCounters counters = new SocketCounters();
    private final IdSource ids;
    private final LongSupplier nanos;
    private final Map<ConnId, Connection> open = new ConcurrentHashMap<>();
    private final Semaphore free;
    private final Places places;
    private final Arrivals arrivals;
    private final Thread sweeper;
    private volatile @Nullable Refusal refusal;
    private volatile boolean stopped;

    /// @param ids gives every connection its id
    /// @param nanos the clock of all deadlines, as `System::nanoTime`
    public Connections(SocketLimits limits, IdSource ids, LongSupplier nanos) {
        this.limits = limits;
        this.ids = ids;
        this.nanos = nanos;
        this.free = new Semaphore(limits.connections());
        this.places = new Places(limits.places());
        this.arrivals =
                new Arrivals(limits.handshake(), limits.places().strangers(), this::nowNanos);
        this.sweeper = Thread.ofVirtual().name("socket-sweeper").start(this::sweep);
    }

    public SocketLimits limits() {
        return limits;
    }

    public SocketCounters counters() {
        return counters;
    }

    /// Sockets whose handshake succeeded and whose `closed` has not returned yet.
    public int count() {
        return limits.connections() - free.availablePermits();
    }

    /// Those of them that have not authenticated yet.
    public int strangers() {
        return places.strangers();
    }

    public Optional<Connection> find(ConnId id) {
        return Optional.ofNullable(open.get(id));
    }

    /// Visits the connections that are there; those that come or go meanwhile may be missed. One
    /// may be visited before its `opened` was called.
    public void forEach(Consumer<Connection> visitor) {
        open.values().forEach(visitor);
    }

    /// From now on every handshake is answered so.
    public void refuseNew(Refusal answer) {
        refusal = answer;
    }

    /// Refuses new sockets and closes those that are there, spread evenly `over` that time. Returns
    /// when the last one was told; they may still be closing.
    public void closeAll(int code, String reason, Duration over) throws InterruptedException {
        refuseNew(CLOSING);
        List<Connection> told = List.copyOf(open.values());
        long start = System.nanoTime();
        for (int i = 0; i < told.size(); i++) {
            long due = start + over.toNanos() / told.size() * i;
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            told.get(i).close(code, reason);
        }
    }

    /// Waits until the last one is gone and its `closed` has returned. Only while new ones are
    /// refused: it takes all places for itself.
    ///
    /// @return false when the time was not enough
    public boolean awaitNone(Duration atMost) throws InterruptedException {
        int all = limits.connections();
        boolean gone = free.tryAcquire(all, atMost.toNanos(), TimeUnit.NANOSECONDS);
        if (gone) {
            free.release(all);
        }
        return gone;
    }

    /// Closes all with 1012 and waits until each `closed` was called, for little more than the
    /// limit `closeTimeout`.
    @Override
    public void close() {
        refuseNew(CLOSING);
        stopped = true;
        forEach(connection -> connection.close(CloseCode.RESTART, "restart"));
        try {
            if (!awaitNone(limits.closeTimeout())) {
                forEach(Connection::abort);
                awaitNone(limits.closeTimeout());
            }
        } catch (InterruptedException interrupted) {
            forEach(Connection::abort);
            Thread.currentThread().interrupt();
        }
        sweeper.interrupt();
    }

    /// Takes a place for one more connection, to be given back by [#release]; else the answer to
    /// the handshake.
    Optional<Refusal> reserve(@Nullable String client) {
        Refusal now = refusal;
        if (now != null) {
            return Optional.of(now);
        }
        if (!free.tryAcquire()) {
            return Optional.of(FULL);
        }
        Optional<Refusal> refused = places.enter(client);
        if (refused.isPresent()) {
            free.release();
        }
        return refused;
    }

    void known(@Nullable String client) {
        places.known(client);
    }

    void release(@Nullable String client, boolean stranger) {
        places.leave(client, stranger);
        free.release();
    }

    Connection register(Transport transport, @Nullable String client) {
        Connection connection = new Connection(new ConnId(ids.next()), transport, client, this);
        open.put(connection.id(), connection);
        counters.countOpened();
        if (stopped) {
            connection.close(CloseCode.RESTART, "restart");
        }
        return connection;
    }

    void forget(Connection connection) {
        open.remove(connection.id());
    }

    Arrivals arrivals() {
        return arrivals;
    }

    long nowNanos() {
        return nanos.getAsLong();
    }

    private void sweep() {
        try {
            while (true) {
                Thread.sleep(limits.sweep());
                open.values().forEach(Connections::check);
                arrivals.sweep();
            }
        } catch (InterruptedException stop) {
            LOG.debug("The sweeper of the sockets stops");
        }
    }

    private static void check(Connection connection) {
        try {
            connection.check();
        } catch (RuntimeException bug) {
            LOG.error("{} could not be checked", connection, bug);
        }
    }
}
