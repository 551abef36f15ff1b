-- Forget a session and remember that it was erased. KEYS: session hash, session stream. ARGV: ttl s of that memory.
-- Returns what there was: session hashes, streams, slates. Kept with that memory, so that a repetition says the same.
local session, stream = KEYS[1], KEYS[2]
local found = redis.call('HGET', session, 'erased')
if not found then
  found = table.concat({redis.call('EXISTS', session), redis.call('EXISTS', stream), redis.call('XLEN', stream)}, ' ')
end
redis.call('DEL', session, stream)
redis.call('HSET', session, 'erased', found)
redis.call('EXPIRE', session, ARGV[1])
return found
