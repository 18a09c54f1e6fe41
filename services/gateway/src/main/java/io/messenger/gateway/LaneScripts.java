package io.messenger.gateway;

/// What Redis does with the table of lanes, each in one step and by its own clock.
final class LaneScripts {
    /// Takes the first lane that is free, or whose lease ran out longest ago; a lane nobody held
    /// comes first, since an old one may still have a reader. Returns its number and epoch.
    static final String LEASE =
            """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local best, oldest = 0, now
            for lane = 1, tonumber(ARGV[3]) do
              local entry = redis.call('HGET', KEYS[1], lane)
              if not entry then best = lane; break end
              local expires = tonumber(string.match(entry, '|(%d+)$')) or 0
              if expires < oldest then best, oldest = lane, expires end
            end
            if best == 0 then return {0, '0'} end
            local epoch = string.format('%.0f', now)
            redis.call('HSET', KEYS[1], best,
                ARGV[1] .. '|' .. epoch .. '|0|' .. string.format('%.0f', now + ARGV[2]))
            return {best, epoch}
            """;

    /// Prolongs a lease that is still this gateway's; 0 when it is not.
    static final String RENEW =
            """
            local entry = redis.call('HGET', KEYS[1], ARGV[1])
            if not entry then return 0 end
            local mine = ARGV[2] .. '|' .. ARGV[3] .. '|'
            if string.sub(entry, 1, #mine) ~= mine then return 0 end
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            redis.call('HSET', KEYS[1], ARGV[1],
                mine .. ARGV[5] .. '|' .. string.format('%.0f', now + ARGV[4]))
            return 1
            """;

    /// Gives a lane back if it is still this gateway's.
    static final String LEAVE =
            """
            local entry = redis.call('HGET', KEYS[1], ARGV[1])
            local mine = ARGV[2] .. '|' .. ARGV[3] .. '|'
            if entry and string.sub(entry, 1, #mine) == mine then
              redis.call('HDEL', KEYS[1], ARGV[1])
            end
            return 1
            """;

    private LaneScripts() {}
}
