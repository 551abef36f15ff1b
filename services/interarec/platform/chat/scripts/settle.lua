-- Replace what a reservation holds by what was used. KEYS: the counters of the reservation.
-- ARGV: reservation, then per counter the amount used, or -1 to keep what is held.
for n, counter in ipairs(KEYS) do
  local held = redis.call('HGET', counter, ARGV[1])
  if held then
    local used = tonumber(ARGV[n + 1])
    if used < 0 then used = tonumber(held) end
    redis.call('HINCRBY', counter, 'spent', used)
    redis.call('HINCRBY', counter, 'held', -tonumber(held))
    redis.call('HDEL', counter, ARGV[1])
    redis.call('ZREM', counter .. ':open', ARGV[1])
  end
end
return 1
