-- Give a recommendation its number, keep it, tell the listeners; refuse what is not newer.
-- KEYS: session hash, session stream.
-- ARGV: epoch to use if there is none, ttl s, how many to keep, site, session, screenshot offset, interaction offset,
--       revision, JSON, '1' to announce, session channel, site channel.
-- Returns {'erased'}, {'stale'} or {'ok', epoch, offset}.
local session, stream = KEYS[1], KEYS[2]
local held = redis.call('HMGET', session, 'epoch', 'offset', 'screenshot', 'interaction', 'revision', 'erased')
if held[6] then return {'erased'} end

local screenshot, interaction, revision = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
if held[3] then
  local seen, acted, worded = tonumber(held[3]), tonumber(held[4]), tonumber(held[5])
  if screenshot < seen or interaction < acted then return {'stale'} end
  if screenshot == seen and interaction == acted and revision <= worded then return {'stale'} end
end

local epoch = held[1] or ARGV[1]
local offset = (tonumber(held[2]) or 0) + 1
redis.call('HSET', session, 'epoch', epoch, 'offset', offset, 'site', ARGV[4],
  'screenshot', ARGV[6], 'interaction', ARGV[7], 'revision', ARGV[8])
redis.call('XADD', stream, 'MAXLEN', ARGV[3], offset .. '-0', 's', ARGV[6], 'i', ARGV[7], 'r', ARGV[8], 'd', ARGV[9])
redis.call('EXPIRE', session, ARGV[2])
redis.call('EXPIRE', stream, ARGV[2])

if ARGV[10] == '1' then
  local head = table.concat({epoch, offset, ARGV[6], ARGV[7], ARGV[8], ARGV[5]}, ' ')
  redis.call('PUBLISH', ARGV[11], head .. '\n' .. ARGV[9])
  redis.call('PUBLISH', ARGV[12], head .. '\n' .. ARGV[9])
end
return {'ok', epoch, offset}
