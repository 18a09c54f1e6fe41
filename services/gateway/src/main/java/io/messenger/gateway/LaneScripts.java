package io.messenger.gateway;

/// What Redis does with the table of lanes, each in one step and by its own clock.
final class LaneScripts {
    /// Stands for the gateway of a lane that was given back.
    static final String LEFT = "left";

    /// Takes the gateway's own former lane, or the first one that nobody held, since an old one may
    /// still have a reader, or the one whose lease ran out longest ago. Returns its number and
    /// epoch.
    static final String LEASE =
            """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local best, oldest, rank = 0, now, 0
            for lane = 1, tonumber(ARGV[3]) do
              local entry = redis.call('HGET', KEYS[1], lane)
              if not entry then
                if rank < 2 then best, rank = lane, 2 end
              elseif string.sub(entry, 1, #ARGV[1] + 1) == ARGV[1] .. '|' then
                best, rank = lane, 3
              elseif rank < 2 then
                local expires = tonumber(string.match(entry, '|(%d+)$')) or 0
                if expires < oldest then best, oldest, rank = lane, expires, 1 end
              end
            end
            if best == 0 then return {0, '0'} end
            local epoch = string.format('%.0f', now)
            redis.call('HSET', KEYS[1], best,
                ARGV[1] .. '|' .. epoch .. '|0|' .. string.format('%.0f', now + ARGV[2]))
            return {best, epoch}
            """;

    /// Prolongs a lease that is still this gateway's and has not run out; 0 when it is not: nobody
    /// may have routed to it since.
    static final String RENEW =
            """
            local entry = redis.call('HGET', KEYS[1], ARGV[1])
            if not entry then return 0 end
            local mine = ARGV[2] .. '|' .. ARGV[3] .. '|'
            if string.sub(entry, 1, #mine) ~= mine then return 0 end
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local expires = tonumber(string.match(entry, '|(%d+)$')) or 0
            if expires < now then return 0 end
            redis.call('HSET', KEYS[1], ARGV[1],
                mine .. ARGV[5] .. '|' .. string.format('%.0f', now + ARGV[4]))
            return 1
            """;

    /// Gives a lane back if it is still this gateway's: as one that ran out so long ago that nobody
    /// waits for its sockets, since a lane that vanished would look like a hole in the table.
    static final String LEAVE =
            """
            local entry = redis.call('HGET', KEYS[1], ARGV[1])
            local mine = ARGV[2] .. '|' .. ARGV[3] .. '|'
            if entry and string.sub(entry, 1, #mine) == mine then
              local time = redis.call('TIME')
              local now = time[1] * 1000 + math.floor(time[2] / 1000)
              redis.call('HSET', KEYS[1], ARGV[1],
                  ARGV[5] .. '|' .. ARGV[3] .. '|0|' .. string.format('%.0f', now - ARGV[4]))
            end
            return 1
            """;

    /// Takes a lane's entry out if it is still this one.
    static final String LOSE_INTEREST =
            """
            if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then
              redis.call('HDEL', KEYS[1], ARGV[1])
            end
            return 1
            """;

    private LaneScripts() {}
}
