"""`interarec rerank`: a session model's best items in the order of their likeness to a summary."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from interarec.cli.output import Json, emit, guarded, text_of
from interarec.cli.training import Data
from interarec.domain.errors import InvalidInput

if TYPE_CHECKING:
    from interarec.platform.embeddings import TextIndex
    from interarec.ranking.sessions import SessionData

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command()(rerank)


def rerank(
    model: Annotated[Path, typer.Option("--model", help="folder `interarec train` wrote")],
    data: Data,
    session: Annotated[str, typer.Option("--session", help="item ids in order, blank-separated")],
    summary: Annotated[
        str, typer.Option("--summary", help="what `interarec read --json` prints, or prose; - for standard input")
    ],
    pool: Annotated[int, typer.Option("--pool", min=1, help="K: how many of the model's best are re-ordered")] = 50,
    k: Annotated[int, typer.Option("--k", min=1, help="how many are printed")] = 10,
    encoder: Annotated[Path | None, typer.Option("--encoder", help="folder of a sentence encoder")] = None,
    as_json: Json = False,
) -> None:
    """A session model's K best items, those most like the summary first."""
    text = text_of(summary)
    report = guarded(lambda: _report(model, data, session.split(), text, pool, k, encoder))
    lines = [
        f"{place:3}. {one['item_id']}  {one['title'] or ''} ({one['model_rank']} of the model's, {one['similarity']})"
        for place, one in enumerate(report["items"], start=1)
    ]
    head = f"{report['model']}, K = {report['pool']}, ordered by {report['order']}"
    emit(report, as_json=as_json, text="\n".join([head, *lines]))


def _report(
    folder: Path, source: Path, session: Sequence[str], text: str, pool: int, k: int, encoder: Path | None
) -> dict[str, Any]:
    from interarec.ranking.loading import load_scorer
    from interarec.ranking.reranking import reranked
    from interarec.ranking.sessions import read_data

    data = read_data(source)
    card, scorer, longest = load_scorer(folder, data)
    numbers = {item: number for number, item in enumerate(data.items)}
    told = _told(text)
    query = _index(data, encoder).query(told) if told else None
    known = [numbers[item] for item in session if item in numbers]
    placed = reranked(scorer, known, query, pool=pool, longest=longest)
    return {
        "model": card["model"],
        "pool": min(pool, len(data.items)),
        "order": "similarity" if query is not None else "model",
        "similarity": "encoder" if encoder else "lexical",
        "compared": told,
        "unknown": [item for item in session if item not in numbers],
        "items": [
            {
                "item_id": data.items[one.item],
                "title": data.facts.get(data.items[one.item], {}).get("title"),
                "model_rank": one.model_rank,
                "score": round(one.score, 6),
                "similarity": None if one.cosine is None else round(one.cosine, 6),
            }
            for one in placed[:k]
        ],
    }


def _told(text: str) -> str:
    """The text that is compared: a summary's categories that were seen, or prose as it is."""
    from interarec.ranking.reranking import summary_text

    try:
        read = json.loads(text)
    except ValueError:
        return text.strip()
    if not isinstance(read, Mapping):
        raise InvalidInput("a summary is an object with the eight categories, or prose", field="summary")
    inner = read.get("summary", read)
    return summary_text(inner) if isinstance(inner, Mapping) else str(inner)


def _index(data: SessionData, encoder: Path | None) -> TextIndex:
    from interarec.platform.embeddings import EncoderIndex, LexicalIndex, SentenceEncoder
    from interarec.ranking.content import item_texts

    texts = item_texts(data)
    return EncoderIndex(SentenceEncoder(encoder), texts) if encoder else LexicalIndex(texts)
