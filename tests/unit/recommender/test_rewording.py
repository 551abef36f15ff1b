"""A language model's line is shown only when it says what the slate says."""

from __future__ import annotations

import pytest
from interarec.domain.errors import Unavailable
from interarec.platform.chat.scripted import failed, refused, said, scripted_chat
from interarec.recommender import recommend, reword

from .shop import constraint_set, ports, priced, settings, view, wanted

STATE = view().fold(constraint_set(0, wanted("color", "green"), price=priced("18", "50")))
OPENAI = settings(recommender={"wording": "openai"})


async def _reworded(play: object):
    chat = scripted_chat([play])
    made = ports(OPENAI, chat=chat)
    recommendation, trace = await recommend(STATE, made)
    return recommendation, await reword(recommendation, trace, made)


@pytest.mark.parametrize(
    "text",
    [
        "Two green dresses for you, from Tidewell and Fernhollow.",
        "Green dresses from £20 to £40, as you have been browsing.",
        "2 dresses in green, sizes 8 to 12.",
    ],
)
async def test_a_line_of_facts_becomes_revision_one(text: str) -> None:
    before, after = await _reworded(said(text))
    assert after is not None
    recommendation, trace = after
    assert recommendation.wording == text
    assert recommendation.revision == 1
    assert recommendation.recommendation_id == before.recommendation_id
    assert recommendation.slate == before.slate
    assert recommendation.based_on.newer_than(before.based_on)
    assert trace.recommendation is recommendation


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Green dresses, now only £15.",
        "Green dresses for €20.",
        "Red dresses for you.",
        "Green dresses from Volt Heron.",
        "Green dresses and sneakers.",
        "Green dresses and the Aurora Parka.",
        "Green dresses with free delivery.",
        "Green dresses, 30% off today.",
        "Green dresses: see https://example.com",
        "<b>Green dresses</b>",
        "Green dresses. " * 30,
        "7 green dresses.",
    ],
)
async def test_a_line_that_says_more_is_dropped(text: str) -> None:
    _, after = await _reworded(said(text))
    assert after is None


@pytest.mark.parametrize("play", [refused(), failed(Unavailable("gone", code="model_unreachable"))])
async def test_trouble_with_the_model_leaves_the_template(play: object) -> None:
    made = ports(OPENAI, chat=scripted_chat([play] * 5))
    assert await reword(*await recommend(STATE, made), made) is None


async def test_without_a_model_or_the_setting_nothing_is_asked() -> None:
    made = ports(settings(), chat=scripted_chat([said("Green dresses.")]))
    assert await reword(*await recommend(STATE, made), made) is None
    silent = ports(OPENAI)
    assert await reword(*await recommend(STATE, silent), silent) is None
