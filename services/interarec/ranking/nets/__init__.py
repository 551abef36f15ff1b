"""The five nets, one file each. Imports torch: only training, its tests and the export may come here.

Each net maps the arrays of `ranking.inputs` to a session vector (b, k) by `forward`, and holds the items it is compared
with: `candidates()` gives weights (n, k) and biases (n,) or None, so that the logit of item i is r · w_i + b_i.
"""

from interarec.ranking.nets.catalogue import NETS, Net, build_net

__all__ = ["NETS", "Net", "build_net"]
