"""The laboratory: sets, scales, encoders and figures put together. Called by `interarec lab`."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from interarec.domain.errors import InvalidInput, Unavailable
from interarec.lab.experiments.figure import Figure, write_figure
from interarec.lab.experiments.figures import FIGURES
from interarec.lab.experiments.item_pages import VIEWS
from interarec.lab.experiments.reads import ReadBook, live_sample
from interarec.lab.experiments.related import related_items
from interarec.lab.experiments.scale import SCALES, Scale
from interarec.lab.experiments.splits import size_folder
from interarec.lab.experiments.study import Place, Study, Told
from interarec.platform.embeddings import EncoderIndex, LexicalIndex, SentenceEncoder, TextIndex
from interarec.ranking.sessions import read_data

__all__ = ["SETS", "Laboratory", "Options"]

Say = Callable[[str], None]
_HERE = Path(__file__).parent / "sets"
_LIVE = 10
_NEEDS_MODELS = frozenset(FIGURES) - {"fig17", "coverage"}
_NEEDS_READS = frozenset(FIGURES) - {"fig17"}
_GROWTH = frozenset({"fig12", "fig13"})

SETS: dict[str, tuple[str, tuple[int, ...], str]] = {
    "eshop": ("e-shop clothing", (10, 5, 20), "CC BY 4.0"),
    "online-retail": ("Online Retail II, UK", (20, 50), "CC BY 4.0"),
    "amazon-office": ("Amazon 2018 Office", (20, 50), "not in this repository"),
}
"""Title, cuts (the first is the one of plots) and licence; other folders given by --data count as 20, 50."""


@dataclass(frozen=True, slots=True)
class Options:
    """`data`: a folder of data folders that come before those shipped; `work`: where models and scores are kept;
    `encoder`: folder of a sentence encoder, None for the lexical index; `sets`: names, () for all there are."""

    scale: Scale
    out: Path
    work: Path
    data: Path | None = None
    encoder: Path | None = None
    sets: tuple[str, ...] = ()


class Laboratory:
    """One run of `interarec lab`. Raises InvalidInput for unknown names, Unavailable where a part is missing."""

    def __init__(self, options: Options, say: Say) -> None:
        self.options, self._say = options, say
        self._index = _index(options.encoder)

    def run(self, names: Sequence[str]) -> Iterator[tuple[Figure, list[Path]]]:
        """The figures asked for ("all" of them), one after the other, with the files written."""
        wanted = list(FIGURES) if "all" in names else list(names)
        unknown = [name for name in wanted if name not in FIGURES]
        if unknown:
            raise InvalidInput(f"no figure {', '.join(unknown)}; there are {', '.join(FIGURES)}", field="figure")
        studies = [Study(place, self.options.scale, self._index) for place in self.places()]
        if _NEEDS_READS & set(wanted):
            self._need_reads(studies)
        if _NEEDS_MODELS & set(wanted):
            for study in studies:
                self._say(f"{study.place.title}: base models")
                study.base.train(study.base.wanted(growth=bool(_GROWTH & set(wanted))))
        trained = self._trained(studies) if _NEEDS_MODELS & set(wanted) else []
        head = [*self._head(wanted), *trained, *self._live(studies)]
        for name in wanted:
            self._say(name)
            figure = FIGURES[name](studies)
            yield figure, write_figure(figure, self.options.out, head)

    def _need_reads(self, studies: Sequence[Study]) -> None:
        """A set of which nothing was read has no summaries, and a figure of it would look like a finding."""
        unread = [study.place.name for study in studies if study.coverage(Told(last=None)) == 0.0]
        if unread:
            data = f" --data {self.options.data}" if self.options.data is not None else ""
            raise Unavailable(
                f"no page of the items of {', '.join(unread)} was read, so there are no summaries to measure; run "
                f"`interarec lab read{data} --sets {','.join(unread)}` first, or name other sets with --sets"
            )

    def read(self, views: Sequence[str], noise: str = "none") -> int:
        """Draw and read the pages of the items in test prefixes that were not read yet; how many."""
        unknown = [view for view in views if view not in VIEWS]
        if unknown:
            raise InvalidInput(f"no view {', '.join(unknown)}; there are {', '.join(VIEWS)}", field="views")
        count = 0
        for place in self.places():
            data = read_data(place.data)
            if not data.facts:
                raise InvalidInput(f"{place.name} has no items.csv: a page needs at least a title", field="data")
            book = ReadBook(place.reads, data.facts, related_items(data))
            shown = [data.items[int(item)] for prefix in data.prefixes for item in prefix]
            count += book.fill([(item, view, noise) for view in views for item in shown], self._say)
        return count

    def places(self) -> list[Place]:
        """Where the sets of this run lie."""
        found = {path.name: path for path in _folders(_HERE)}
        if self.options.data is not None:
            if not _folders(self.options.data):
                raise InvalidInput(f"{self.options.data} holds no data folder (train_sessions.txt.gz)", field="data")
            found |= {path.name: path for path in _folders(self.options.data)}
        if self.options.scale.name == "tiny":
            found = {name: path for name, path in found.items() if name == "eshop" or name in self.options.sets}
        missing = [name for name in self.options.sets if name not in found]
        if missing:
            raise InvalidInput(f"no set {', '.join(missing)}; there are {', '.join(sorted(found))}", field="sets")
        chosen = self.options.sets or tuple(sorted(found))
        if not chosen:
            raise InvalidInput("no data folder found; name one with --data", field="data")
        return [self._place(name, found[name]) for name in chosen]

    def _place(self, name: str, folder: Path) -> Place:
        title, cuts, licence = SETS.get(name, (name, (20, 50), "the user's own"))
        work = self.options.work / self.options.scale.name / f"{name}-{_digest(folder)}"
        share = self.options.scale.sessions
        data = folder if share == 1.0 else size_folder(folder, share, work / "source")
        return Place(name, title, data, folder / "reads.json.gz", work, cuts, licence)

    def _head(self, wanted: Sequence[str]) -> list[str]:
        """Command, versions, machine: what it takes to make the table again."""
        scale = self.options.scale
        versions = ", ".join(f"{name} {version(name)}" for name in ("interarec", "numpy", "onnxruntime", "rapidocr"))
        encoder = f"encoder {self.options.encoder.name}" if self.options.encoder else "lexical similarity (TF-IDF)"
        return [
            f"{self._command(wanted)}; {datetime.now(UTC).date()}",
            f"Python {platform.python_version()}, {versions}; {encoder}",
            f"scale {scale.name}: seeds {scale.seeds} at 100 %, {scale.fewer_seeds} below; rows at most "
            f"{scale.rows or 'all'}; {scale.draws} bootstrap draws; {scale.sessions:.0%} of the training sessions",
        ]

    def _command(self, wanted: Sequence[str]) -> str:
        """As it would be typed; folders by their names alone."""
        options, scale = self.options, self.options.scale
        usual = SCALES[scale.name]
        words = ["interarec lab run", *wanted, *([] if scale.name == "full" else [f"--{scale.name}"])]
        words += [f"--data {options.data.name}"] if options.data else []
        words += [f"--sets {','.join(options.sets)}"] if options.sets else []
        words += [f"--encoder {options.encoder.name}"] if options.encoder else []
        words += [f"--seeds {scale.seeds}"] if scale.seeds != usual.seeds else []
        words += [f"--fewer-seeds {scale.fewer_seeds}"] if scale.fewer_seeds != usual.fewer_seeds else []
        words += [f"--models {','.join(scale.models)}"] if scale.models != usual.models else []
        words += [f"--rates {','.join(map(str, scale.rates))}"] if scale.rates != usual.rates else []
        return " ".join(words)

    @staticmethod
    def _trained(studies: Sequence[Study]) -> list[str]:
        """Learning rates and what chose them, a set a line."""
        lines = []
        for study in studies:
            kept = {model: study.base.settings(model) for model in study.scale.models}
            told = ", ".join(
                f"{model} {one['learning_rate']:g} ({_choice(one['tried'])})" for model, one in kept.items()
            )
            lines.append(f"{study.place.title}: learning rates: {told}")
        return lines

    def _live(self, studies: Sequence[Study]) -> list[str]:
        """Ten pages of each set drawn and read anew, against the reads kept."""
        answer = []
        for study in studies:
            kept = study.book
            items = [item for item in kept_items(study) if kept.get(item) is not None]
            if not items:
                answer.append(f"{study.place.title}: no page was read; run `interarec lab read` first")
                continue
            fresh = ReadBook(study.place.models / "live.json.gz", study.data().facts, related_items(study.data()))
            chosen = live_sample(items, _LIVE)
            try:
                fresh.fill([(item, "block", "none") for item in chosen], self._say)
            except Unavailable as error:
                answer.append(f"{study.place.title}: no page drawn anew ({error})")
                continue
            same = sum(fresh.get(item) == kept.get(item) for item in chosen)
            answer.append(
                f"{study.place.title}: {same} of {len(chosen)} pages drawn anew say what the kept reads say "
                f"(kept: {kept.engine}; now: {fresh.engine}); {study.coverage(Told(last=None)):.1%} of the screens read"
            )
        return answer


def kept_items(study: Study) -> list[str]:
    """Items of the measured prefixes, each once."""
    data = study.data()
    return list(dict.fromkeys(data.items[int(item)] for prefix in study.prefixes() for item in prefix))


def at_scale(
    name: str,
    *,
    seeds: int | None = None,
    fewer_seeds: int | None = None,
    models: tuple[str, ...] = (),
    rates: tuple[float, ...] = (),
) -> Scale:
    """A scale by name, with other seeds, rates and fewer models where given. Raises InvalidInput."""
    if name not in SCALES:
        raise InvalidInput(f"no scale {name!r}; there are {', '.join(SCALES)}", field="scale")
    scale = SCALES[name]
    unknown = [model for model in models if model not in scale.models]
    if unknown:
        raise InvalidInput(f"no model {', '.join(unknown)}; there are {', '.join(scale.models)}", field="models")
    kept = models or scale.models
    return replace(
        scale,
        seeds=seeds or scale.seeds,
        fewer_seeds=fewer_seeds or scale.fewer_seeds,
        models=kept,
        rates=rates or scale.rates,
        from_texts=tuple(model for model in scale.from_texts if model in kept),
    )


def _choice(tried: Sequence[dict[str, float]]) -> str:
    rates = sorted(one["learning_rate"] for one in tried)
    return f"chosen of {', '.join(f'{rate:g}' for rate in rates)}" if len(rates) > 1 else "fixed"


def _digest(folder: Path) -> str:
    """Of what models are trained and measured on: with other data under the same name, nothing kept is found."""
    digest = sha256()
    for name in ("train_sessions.txt.gz", "test.tsv.gz", "items.csv"):
        path = folder / name
        digest.update(path.read_bytes() if path.exists() else b"-")
    return digest.hexdigest()[:8]


def _folders(folder: Path) -> list[Path]:
    """Data folders in `folder`, or the folder itself when it is one."""
    if (folder / "train_sessions.txt.gz").exists():
        return [folder]
    return sorted(path.parent for path in folder.glob("*/train_sessions.txt.gz"))


def _index(encoder: Path | None) -> Callable[[list[str]], TextIndex]:
    if encoder is None:
        return LexicalIndex
    loaded = SentenceEncoder(encoder)
    return lambda texts: EncoderIndex(loaded, texts)
