-- Hold every charge or none. KEYS[1] carries the hash tag all counters share.
-- ARGV: reservation, ttl ms, then per charge: name, window ms, limit, amount.
-- Answers {0, counter...} or {index of the charge that does not fit}.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local reservation, ttl = ARGV[1], tonumber(ARGV[2])
local counters = {}

for i = 3, #ARGV, 4 do
  local window = tonumber(ARGV[i + 1])
  local counter = KEYS[1] .. ':' .. ARGV[i] .. ':' .. math.floor(now / window)
  local open = counter .. ':open'
  for _, dead in ipairs(redis.call('ZRANGEBYSCORE', open, '-inf', now)) do
    -- nobody settled it: charged as estimated, so that a killed worker cannot make a budget larger
    local amount = tonumber(redis.call('HGET', counter, dead) or 0)
    redis.call('HINCRBY', counter, 'spent', amount)
    redis.call('HINCRBY', counter, 'held', -amount)
    redis.call('HDEL', counter, dead)
    redis.call('ZREM', open, dead)
  end
  local sums = redis.call('HMGET', counter, 'spent', 'held')
  local used = tonumber(sums[1] or 0) + tonumber(sums[2] or 0)
  if used + tonumber(ARGV[i + 3]) > tonumber(ARGV[i + 2]) then
    return { (i - 3) / 4 + 1 }
  end
  counters[#counters + 1] = counter
end

for n, counter in ipairs(counters) do
  local at = 3 + (n - 1) * 4
  local window, amount = tonumber(ARGV[at + 1]), ARGV[at + 3]
  redis.call('HINCRBY', counter, 'held', amount)
  redis.call('HSET', counter, reservation, amount)
  redis.call('ZADD', counter .. ':open', now + ttl, reservation)
  redis.call('PEXPIRE', counter, window * 2 + ttl)
  redis.call('PEXPIRE', counter .. ':open', window * 2 + ttl)
end
table.insert(counters, 1, 0)
return counters
