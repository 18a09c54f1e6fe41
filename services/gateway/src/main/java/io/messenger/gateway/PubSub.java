package io.messenger.gateway;

import io.messenger.platform.Recurring;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/// The gateway's one subscriber connection to Redis: it is subscribed to what is watched here, and
/// to all of it again when Redis was away.
///
/// One thread reads; another one subscribes, and ends a connection that does not answer.
final class PubSub implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PubSub.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /// Always subscribed to, since a connection without a subscription ends.
    private static final String ALIVE = "gateway";

    private static final int CHUNK = 1000;

    private final Supplier<Connection> connect;
    private final Watches watches;
    private final Listener listener;
    private final Recurring syncing =
            Recurring.of("subscribe to what is watched", EVERY, this::sync);
    private final Thread thread = Thread.ofVirtual().name("pub-sub").unstarted(this::run);
    private volatile @Nullable Subscription current;
    private volatile boolean closed;

    PubSub(Supplier<Connection> connect, Watches watches, Listener listener) {
        this.connect = connect;
        this.watches = watches;
        this.listener = listener;
    }

    /// What comes; called by the reading thread.
    interface Listener {
        /// Whatever is published from now on is heard.
        void subscribed(String subject);

        void unsubscribed(String subject);

        void heard(String subject, String message);
    }

    void start() {
        thread.start();
        syncing.begin();
    }

    /// What is watched has changed.
    void wake() {
        syncing.wake();
    }

    private void run() {
        boolean away = false;
        try {
            while (!closed) {
                try (Connection connection = connect.get()) {
                    LOG.debug("subscribed at {}", connection.getHostAndPort());
                    away = false;
                    new Subscription(connection).proceed(connection, ALIVE);
                } catch (JedisException e) {
                    if (!away && !closed) {
                        LOG.warn("presence and typing pause: {}", e.toString());
                        away = true;
                    }
                }
                current = null;
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sync() throws IOException {
        Subscription now = current;
        if (now == null) {
            return;
        }
        try {
            now.sync();
        } catch (JedisException e) {
            now.connection.forceDisconnect();
        }
    }

    @Override
    public void close() {
        closed = true;
        syncing.close();
        thread.interrupt();
        Subscription last = current;
        if (last != null) {
            try {
                last.connection.forceDisconnect();
            } catch (IOException e) {
                LOG.debug("the subscriber connection is gone already: {}", e.toString());
            }
        }
    }

    /// One life of the connection.
    private final class Subscription extends JedisPubSub {
        private final Connection connection;
        private final Set<String> subscribed = new HashSet<>();
        private boolean fresh = true;
        private volatile long lastPong = System.nanoTime();

        Subscription(Connection connection) {
            this.connection = connection;
        }

        /// Brings the subscriptions up to date.
        void sync() throws IOException {
            Map<String, Boolean> changed = watches.takeChanged();
            if (fresh) {
                watches.subjects().forEach(subject -> changed.put(subject, true));
                fresh = false;
            }
            List<String> more = new ArrayList<>();
            List<String> less = new ArrayList<>();
            changed.forEach((subject, needed) -> {
                if (needed && subscribed.add(subject)) {
                    more.add(subject);
                } else if (!needed && subscribed.remove(subject)) {
                    less.add(subject);
                }
            });
            for (int from = 0; from < more.size(); from += CHUNK) {
                subscribe(chunk(more, from));
            }
            for (int from = 0; from < less.size(); from += CHUNK) {
                unsubscribe(chunk(less, from));
            }
            if (System.nanoTime() - lastPong > SILENCE.toNanos()) {
                LOG.warn("Redis is silent: subscribing anew");
                connection.forceDisconnect();
            } else {
                ping();
            }
        }

        private static String[] chunk(List<String> all, int from) {
            return all.subList(from, Math.min(all.size(), from + CHUNK)).toArray(String[]::new);
        }

        @Override
        public void onSubscribe(String subject, int count) {
            if (subject.equals(ALIVE)) {
                current = this;
                syncing.wake();
            } else {
                listener.subscribed(subject);
            }
        }

        @Override
        public void onUnsubscribe(String subject, int count) {
            listener.unsubscribed(subject);
        }

        @Override
        public void onMessage(String subject, String message) {
            listener.heard(subject, message);
        }

        @Override
        public void onPong(String message) {
            lastPong = System.nanoTime();
        }
    }
}
