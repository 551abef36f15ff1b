"""`solve_instance`: one problem as plain data in, the answer as plain data out.

The shape behind `interarec assortment solve --json FILE`, and the easiest way to use the engine from elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from interarec.assortment.answer import Answer
from interarec.assortment.catalogue import Catalogue
from interarec.assortment.explanation import relax, solve
from interarec.assortment.request import GroupLimit, Request
from interarec.domain.errors import InvalidInput, Unsupported

__all__ = ["solve_instance"]

_CATALOGUE_KEYS = {"prices", "weights", "v0", "item_ids", "attributes", "values"}
_REQUEST_KEYS = {
    "capacity",
    "min_size",
    "price_range",
    "include",
    "exclude",
    "groups",
    "feasible_sets",
    "filters",
    "objective",
}
_GROUP_KEYS = {"of", "max", "min"}


def solve_instance(instance: Mapping[str, object]) -> dict[str, object]:
    """Solve one instance of plain JSON data.

    Keys: `prices` and `weights` (one number per item), `v0` (1 when absent), and, where absent or null means no
    constraint: `capacity`, `min_size`, `price_range` [low, high] inclusive, `include`, `exclude`, `groups`
    [{of, max, min}], `feasible_sets` (then no capacity); further `item_ids`, `attributes`, `filters`, `values`,
    `objective`. Indices refer to the input order. The answer holds `status`, `items`, `revenue` and what explains
    them; an empty or infeasible one also the cheapest `relaxation`. Never raises for bad data.
    """
    try:
        given = _given(instance)
        catalogue = _catalogue(given)
        request = _request(given)
    except Unsupported as error:
        return _plain(Answer(status="unsupported", reason=str(error), field=error.field))
    except InvalidInput as error:
        return _plain(Answer(status="invalid", reason=str(error), field=error.field))
    answer = solve(catalogue, request, explain=True)
    plain = _plain(answer)
    if not answer.items:
        relaxation = relax(catalogue, request)
        if relaxation is not None:
            plain["relaxation"] = {
                "constraint": relaxation.constraint,
                "description": relaxation.description,
                "items": list(relaxation.answer.items),
                "revenue": relaxation.answer.revenue,
            }
    return plain


def _given(instance: Mapping[str, object]) -> dict[str, object]:
    """Return the keys that say something; raises Unsupported for a key nobody here understands."""
    if not isinstance(instance, Mapping):
        raise InvalidInput("an instance is an object with prices and weights")
    given = {key: value for key, value in instance.items() if value is not None}
    for key in given:
        if key not in _CATALOGUE_KEYS | _REQUEST_KEYS:
            raise Unsupported(f"{key} is no part of an instance and would be ignored", field=str(key))
    for key in ("prices", "weights"):
        if key not in given:
            raise InvalidInput(f"{key} is missing", field=key)
    return given


def _catalogue(given: Mapping[str, object]) -> Catalogue:
    for key in ("attributes", "values"):
        if not isinstance(given.get(key, {}), Mapping):
            raise InvalidInput(f"{key} must be an object", field=key)
    fields = {key: given[key] for key in _CATALOGUE_KEYS & given.keys()}
    return Catalogue(**fields)  # type: ignore[arg-type]


def _request(given: Mapping[str, object]) -> Request:
    fields = {key: given[key] for key in _REQUEST_KEYS & given.keys()}
    for key in ("include", "exclude", "groups", "feasible_sets"):
        if not isinstance(fields.get(key, []), list | tuple):
            raise InvalidInput(f"{key} must be a list", field=key)
    if "groups" in fields:
        fields["groups"] = [_group(entry) for entry in fields["groups"]]  # type: ignore[attr-defined]
    return Request(**fields)  # type: ignore[arg-type]


def _group(entry: object) -> GroupLimit:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("of"), list | tuple | str):
        raise InvalidInput("a group limit is {of: [label per item], max, min}", field="groups")
    unknown = entry.keys() - _GROUP_KEYS
    if unknown:
        raise Unsupported(f"group limits know of, max and min, not {sorted(unknown)[0]}", field="groups")
    return GroupLimit(of=entry["of"], max=entry.get("max"), min=entry.get("min"))


def _plain(answer: Answer) -> dict[str, object]:
    """Return the answer with lists in place of tuples, ready for JSON."""
    plain: dict[str, object] = asdict(answer)
    return {
        key: [dict(one) if isinstance(one, dict) else one for one in value] if isinstance(value, tuple) else value
        for key, value in plain.items()
    }
