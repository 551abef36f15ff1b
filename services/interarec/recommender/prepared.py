"""A site's catalogue, weights and indexes, worked out once per version and swapped while slates are made.

Built in a thread by the artifact watcher; immutable after that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interarec import assortment
from interarec.domain.catalogue import Catalogue, ChoiceModel, Item
from interarec.domain.recommendations import Arm
from interarec.platform.artifacts import ArtifactWatcher, decode_catalogue, decode_choice_model
from interarec.platform.blobs.port import Blobs
from interarec.platform.embeddings import EncoderIndex, LexicalIndex, SentenceEncoder, TextIndex
from interarec.platform.settings import Settings, SiteSettings
from interarec.platform.telemetry import get_logger
from interarec.ranking.exported import ExportedModel
from interarec.recommender.attributes import AttributeIndex
from interarec.recommender.cooccurrence import CooccurrenceModel, PairCounts
from interarec.recommender.session_model import SessionModel
from interarec.recommender.trained_model import TrainedModel

__all__ = ["PreparedSite", "artifact_watcher", "item_text", "prepare"]

_log = get_logger("recommender")


@dataclass(frozen=True, slots=True)
class PreparedSite:
    """All arrays are (n,) in the catalogue's order. `sellable`: in stock and within the site's must and never.

    `names` are all brands and category levels, lower case. `default_arm` serves who is in no experiment.
    """

    catalogue: Catalogue
    choice: ChoiceModel
    solver: assortment.Catalogue
    rows: Mapping[str, int]
    attributes: AttributeIndex
    sellable: NDArray[np.bool_]
    texts: TextIndex
    session_model: SessionModel
    names: frozenset[str]
    default_arm: Arm = Arm.ASSORTMENT

    @property
    def items(self) -> tuple[Item, ...]:
        """Items of the catalogue."""
        return self.catalogue.items

    @property
    def currency(self) -> str:
        """The one currency of the catalogue."""
        return self.catalogue.currency


def item_text(item: Item) -> str:
    """What an item says about itself, for comparison with a summary."""
    parts = (item.title, item.brand, item.color, item.category, item.description)
    return ". ".join(part for part in parts if part)


def prepare(
    catalogue: Catalogue,
    choice: ChoiceModel,
    site: SiteSettings,
    *,
    pairs: PairCounts | None = None,
    texts: TextIndex | None = None,
    model: ExportedModel | None = None,
) -> PreparedSite:
    """Work out everything a slate needs; `texts` None indexes the items' words. CPU work: seconds for 100,000 items.

    With a published session `model` that knows items of this catalogue, its order re-ranked by the summary is the
    default arm; without, pair counts stand in for it. Raises InvalidInput.
    """
    items = catalogue.items
    rows = {item.item_id: row for row, item in enumerate(items)}
    weights = np.array([choice.weights.get(item.item_id, choice.default_weight) for item in items])
    attributes = AttributeIndex(items)
    texts = texts or LexicalIndex([item_text(item) for item in items])
    solver = assortment.Catalogue(
        np.array([float(item.price.amount) for item in items]),
        weights,
        v0=choice.no_purchase_weight,
        item_ids=list(rows),
        embeddings=texts.vectors,
        version=catalogue.version,
    )
    trained = _trained(model, rows)
    return PreparedSite(
        catalogue=catalogue,
        choice=choice,
        solver=solver,
        rows=rows,
        attributes=attributes,
        sellable=_sellable(items, attributes, site),
        texts=texts,
        session_model=trained or CooccurrenceModel(weights, rows, pairs),
        names=attributes.names("brand", "category"),
        default_arm=Arm.RERANK if trained else Arm.ASSORTMENT,
    )


def _trained(model: ExportedModel | None, rows: Mapping[str, int]) -> TrainedModel | None:
    if model is None:
        return None
    trained = TrainedModel(model, rows)
    if not trained.knows_any:
        _log.warning("the session model knows no item of this catalogue; pair counts serve", model=trained.version)
        return None
    return trained


def _sellable(items: Sequence[Item], attributes: AttributeIndex, site: SiteSettings) -> NDArray[np.bool_]:
    mask = np.array([item.in_stock for item in items], np.bool_)
    for attribute, values in site.must.items():
        mask &= attributes.mask(attribute, values)
    for attribute, values in site.never.items():
        mask &= ~attributes.mask(attribute, values)
    return mask


def artifact_watcher(settings: Settings, blobs: Blobs) -> ArtifactWatcher[PreparedSite]:
    """Follows catalogue, choice model, pair counts and session model of every site.

    Raises ConfigurationError for a bad encoder.
    """
    return ArtifactWatcher(
        blobs,
        settings.sites,
        _Builder(settings).build,
        required=("catalogue", "choice"),
        optional=("cooccurrence", "model"),
        poll_s=settings.recommender.artifact_poll_s,
    )


class _Builder:
    """Prepares sites; item texts are indexed once per catalogue version, since encoding them may take minutes."""

    def __init__(self, settings: Settings) -> None:
        own = settings.recommender
        self._sites = settings.sites
        self._encoder = SentenceEncoder(own.encoder_dir) if own.similarity == "encoder" else None
        self._texts: dict[str, tuple[str, TextIndex]] = {}

    def build(self, site_id: str, artifacts: Mapping[str, bytes]) -> PreparedSite:
        """Raises InvalidInput."""
        catalogue = decode_catalogue(artifacts["catalogue"])
        pairs = PairCounts.decode(artifacts["cooccurrence"]) if "cooccurrence" in artifacts else None
        choice = decode_choice_model(artifacts["choice"])
        model = ExportedModel.from_bytes(artifacts["model"]) if "model" in artifacts else None
        texts = self._indexed(site_id, catalogue)
        site = prepare(catalogue, choice, self._sites[site_id], pairs=pairs, texts=texts, model=model)
        if not site.sellable.any():
            _log.warning("no item may be offered: see stock, must and never", site=site_id, version=catalogue.version)
        return site

    def _indexed(self, site_id: str, catalogue: Catalogue) -> TextIndex:
        version, texts = self._texts.get(site_id, ("", None))
        if texts is None or version != catalogue.version:
            said = [item_text(item) for item in catalogue.items]
            texts = EncoderIndex(self._encoder, said) if self._encoder is not None else LexicalIndex(said)
            self._texts[site_id] = (catalogue.version, texts)
        return texts
