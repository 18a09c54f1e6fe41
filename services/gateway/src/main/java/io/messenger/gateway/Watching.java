package io.messenger.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Fields;
import io.messenger.contracts.UserId;
import io.messenger.platform.Requests;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisException;

/// The frames `watch` and `typing`, and who is online. All of it is thrown away and found again
/// when Redis was away.
///
/// Threads share it.
final class Watching implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watching.class);
    private static final int MAX_CHATS = 20;

    private final MessageClient messages;
    private final Watches watches;
    private final RedisPresence redis;
    private final Presence presence;
    private final Sights sights;
    private final PubSub pubSub;
    private final PresenceNews news;
    private final TypingPace pace;

    /// @param subscriber opens a connection to Redis that belongs to no pool
    Watching(
            MessageClient messages,
            Watches watches,
            RedisPresence redis,
            Supplier<Connection> subscriber,
            PresenceNews news,
            Sights sights,
            Clock clock) {
        this.messages = messages;
        this.watches = watches;
        this.redis = redis;
        this.pace = new TypingPace(clock);
        this.sights = sights;
        this.presence = new Presence(watches, redis, sights);
        this.pubSub = new PubSub(subscriber, watches, presence);
        this.news = news;
    }

    void start() {
        pubSub.start();
        presence.start();
        news.start();
        pace.start();
    }

    /// Replaces what the socket watches by those of the chats that its user is in. Chats with too
    /// many members are not watched.
    void watch(Session session, Fields frame) throws InterruptedException {
        JsonNode ids = frame.array("chat_ids");
        if (ids.size() > MAX_CHATS) {
            throw ApiException.badRequest("chat_ids", "At most " + MAX_CHATS + " chats at once.");
        }
        Set<ChatId> chats = new HashSet<>();
        ids.forEach(id -> chats.add(Requests.id(id.asText(), "chat_ids", ChatId::parse)));
        Watches.Screen screen = new Watches.Screen(chats, members(session, chats));
        watches.set(session, screen);
        pubSub.wake();
        presence.viewers().tell(session, screen.people());
    }

    /// Who may see when a user is online has changed.
    ///
    /// @param peer with whom alone it has, both ways; null when it has for all
    void privacyChanged(UserId user, @Nullable UserId peer) throws InterruptedException {
        if (peer == null) {
            presence.viewers().changed(user);
            return;
        }
        presence.viewers().changed(user, peer);
        for (UserId one : List.of(user, peer)) {
            for (Map.Entry<Session, Watches.Screen> screen : watches.screens(one).entrySet()) {
                look(screen.getKey(), screen.getValue());
            }
        }
    }

    /// Looks again who is to be seen on a screen: a direct chat is watched by neither while one
    /// blocks the other.
    private void look(Session session, Watches.Screen before) throws InterruptedException {
        Set<UserId> people = before.people();
        try {
            Watches.Screen after =
                    new Watches.Screen(before.asked(), members(session, before.asked()));
            if (watches.replace(session, before, after)) {
                pubSub.wake();
                Set<UserId> gone = new HashSet<>(people);
                gone.removeAll(after.people());
                presence.viewers().hide(session, gone);
                people = after.people();
            }
        } catch (ApiException e) {
            LOG.debug("nobody tells who is in watched chats: {}", e.detail());
        }
        presence.viewers().tell(session, people);
    }

    /// The other members of those chats that the socket's user is in.
    private Map<ChatId, Set<UserId>> members(Session session, Set<ChatId> chats)
            throws InterruptedException {
        if (chats.isEmpty()) {
            return Map.of();
        }
        Map<ChatId, Set<UserId>> others = new HashMap<>();
        messages.watched(session.token(), chats)
                .forEach((chat, members) -> {
                    if (!members.isEmpty()) {
                        Set<UserId> rest = new HashSet<>(members);
                        rest.remove(session.userId());
                        others.put(chat, rest);
                    }
                });
        return others;
    }

    /// Shows that the socket's user types, or stops to, if it was not shown just now.
    void typing(Session session, Fields frame) throws InterruptedException {
        ChatId chat = Requests.id(frame, "chat_id", ChatId::parse);
        boolean on = frame.flag("on");
        if (!pace.takes(session.userId(), chat, on)) {
            return;
        }
        if (!watches.watches(session, chat)
                && messages.watched(session.token(), Set.of(chat)).isEmpty()) {
            throw new ApiException(ErrorCode.NOT_FOUND, "There is no such chat to type in.");
        }
        try {
            redis.publish(chat, new Typing(session.userId(), on));
        } catch (JedisException e) {
            LOG.debug("typing is not shown: {}", e.toString());
        }
    }

    /// A socket is registered.
    void arrived(Session session) {
        news.arrived(session.userId());
    }

    /// A socket is gone.
    void left(Session session) {
        watches.remove(session);
        pubSub.wake();
        news.left(session.userId());
    }

    @Override
    public void close() {
        pace.close();
        news.close();
        sights.close();
        presence.close();
        pubSub.close();
    }
}
