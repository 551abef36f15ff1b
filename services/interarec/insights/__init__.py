"""Live views per shop: what shoppers look at now, clicks and purchases per arm, freshness, model spend.

Counting (`counting`, `windows`) is pure; `intake` puts it together for one process. `faust_app` runs it on Kafka with a
table per partition and its changelog, `live` on the log inside an embedded process. Views are rebuilt from the log, so
what a rebalance may lose here is bounded by a window; nothing else depends on them.
"""
