"""Live views per shop: what shoppers look at now, clicks and purchases per arm, freshness, model spend.

Counting (`counting`, `windows`) is pure; `intake` puts it together for one process. `faust_app` runs it on Kafka with a
table per partition and its changelog, `live` on the log inside an embedded process. Nothing is
counted twice. What was said in the moments in which partitions move may be missed (seen: 6 of 48 purchases over two
moves, by tests/integration/insights); nothing but the back office's plots depends on it.
"""
