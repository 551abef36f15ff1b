-- Forget a session and remember that it was erased. KEYS: session hash, session stream. ARGV: ttl s of that memory.
redis.call('DEL', KEYS[1], KEYS[2])
redis.call('HSET', KEYS[1], 'erased', 1)
redis.call('EXPIRE', KEYS[1], ARGV[1])
return 1
