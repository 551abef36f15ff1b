-- Read a session's channel; the first reader gives it its epoch.
-- KEYS: session hash, session stream. ARGV: epoch to use if there is none, ttl s, how many of the newest.
-- Returns {'erased'} or {'ok', epoch, offset, site or '', newest-first entries}.
local session, stream = KEYS[1], KEYS[2]
local held = redis.call('HMGET', session, 'epoch', 'offset', 'site', 'erased')
if held[4] then return {'erased'} end
if not held[1] then
  redis.call('HSET', session, 'epoch', ARGV[1], 'offset', 0)
end
redis.call('EXPIRE', session, ARGV[2])
redis.call('EXPIRE', stream, ARGV[2])
local entries = redis.call('XREVRANGE', stream, '+', '-', 'COUNT', ARGV[3])
return {'ok', held[1] or ARGV[1], tonumber(held[2]) or 0, held[3] or '', entries}
