"""What else a shop shows beside an item: the items most often in the same training session. Called by `study`."""

from __future__ import annotations

from collections import Counter, defaultdict

from interarec.ranking.sessions import SessionData

__all__ = ["related_items"]


def related_items(data: SessionData, count: int = 12) -> dict[str, list[str]]:
    """For every item the `count` others that share most training sessions with it, then the most popular ones.

    A function of the training sessions alone, so that a page tells nothing of the test rows.
    """
    together: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for session in data.train:
        items = [int(one) for one in dict.fromkeys(session.tolist())]
        for item in items:
            together[item].update(items)
    popular = [int(one) for one in (-data.counts).argsort(kind="stable")]
    answer = {}
    for item, name in enumerate(data.items):
        near = sorted(together[item].items(), key=lambda pair: (-pair[1], pair[0])) if item in together else []
        found = [other for other, _ in near if other != item][:count]
        found += [one for one in popular[: 2 * count] if one != item and one not in found][: count - len(found)]
        answer[name] = [data.items[one] for one in found]
    return answer
