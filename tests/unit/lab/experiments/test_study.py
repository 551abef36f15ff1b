"""Splits, related items, texts of sessions and simulated shoppers on small data with known answers."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from interarec.cli.app import app
from interarec.domain.errors import InvalidInput
from interarec.lab.experiments.base_scores import Which
from interarec.lab.experiments.figure import Figure, write_figure
from interarec.lab.experiments.figures import FIGURES
from interarec.lab.experiments.figures.fig17 import World, regrets
from interarec.lab.experiments.figures.screens import comparable
from interarec.lab.experiments.item_pages import VIEWS, page_html
from interarec.lab.experiments.laboratory import Laboratory, Options
from interarec.lab.experiments.reads import ReadBook
from interarec.lab.experiments.related import related_items
from interarec.lab.experiments.reordering import Blend
from interarec.lab.experiments.scale import SCALES
from interarec.lab.experiments.splits import nested, size_folder, validation_folder
from interarec.lab.experiments.study import Place, Study, Told
from interarec.ranking.loading import load_scorer
from interarec.ranking.sessions import Rows, read_data, write_data
from typer.testing import CliRunner

ITEMS = [{"id": one, "title": f"{one} thing", "color": "red", "price": "5 USD"} for one in "abcd"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    train = [["a", "b"]] * 6 + [["a", "c", "b"]] * 3 + [["d", "a"]]
    write_data(tmp_path / "set", train, [(["a", "b"], "c"), (["d"], "a"), (["a"], "a")], ITEMS)
    return tmp_path / "set"


def study(folder: Path, tmp_path: Path) -> Study:
    place = Place("set", "Set", folder, tmp_path / "reads.json.gz", tmp_path / "models", (2,), "own")
    return Study(place, replace(SCALES["tiny"], rows=None))


def test_smaller_sizes_are_inside_larger_ones() -> None:
    small, large = nested(1_000, 0.05), nested(1_000, 0.5)
    assert (len(small), len(large)) == (50, 500)
    assert set(small) <= set(large)
    assert (np.diff(large) > 0).all()


def test_a_smaller_set_keeps_test_rows_and_items(folder: Path, tmp_path: Path) -> None:
    small = read_data(size_folder(folder, 0.5, tmp_path / "half"))
    assert (len(small.train), len(small.targets), len(small.facts)) == (5, 3, 4)


def test_validation_rows_are_the_last_sessions(folder: Path, tmp_path: Path) -> None:
    data = read_data(validation_folder(folder, tmp_path / "valid"))
    assert len(data.train) == 9
    assert [data.items[int(item)] for item in data.prefixes[0]] == ["d"]
    assert data.items[int(data.targets[0])] == "a"


def test_related_items_are_those_of_the_same_training_sessions(folder: Path) -> None:
    related = related_items(read_data(folder), 2)
    assert related["a"] == ["b", "c"]  # nine, three and one sessions in common with b, c and d
    assert related["d"][0] == "a"


def test_texts_tell_only_the_rows_own_items(folder: Path, tmp_path: Path) -> None:
    found = study(folder, tmp_path)
    assert found.told_texts(Told("catalogue"), False) == ["a thing. red. b thing. red", "d thing. red", "a thing. red"]
    assert found.told_texts(Told("last"), False)[0] == "b thing. red"
    assert found.told_texts(Told("catalogue", last=1), False)[0] == "b thing. red"


def test_a_page_not_read_says_nothing(folder: Path, tmp_path: Path) -> None:
    found = study(folder, tmp_path)
    assert found.told_texts(Told(), False) == ["", "", ""]
    assert found.coverage(Told()) == 0.0


@pytest.mark.parametrize("how", ["similarity", "rrf", "linear"])
@pytest.mark.parametrize("pool", [2, 3, None])
def test_removed_items_stay_behind_in_any_pool(folder: Path, tmp_path: Path, how: str, pool: int | None) -> None:
    found = study(folder, tmp_path)
    base = np.array([[4, 3, 2, 1], [1, 2, 3, 4], [4, 3, 2, 1]], np.float32)  # a, b, c, d of each row
    found.base.scores = lambda which: base  # type: ignore[method-assign]
    ranks = found.ranks(Which("any", 1, 1.0), Blend(pool, how), Told("catalogue"), removed=True)
    assert (ranks[0], ranks[2]) == (1, 4)  # a and b are gone, c stands first; a itself was shown and is last


def test_scores_of_a_smaller_training_set_are_in_the_numbers_of_the_whole_one(folder: Path, tmp_path: Path) -> None:
    forth, back = ["ab", "bc", "cd", "da"], ["dc", "cb", "ba", "ad"]
    sessions = [list(one) for one in forth * 5 + back * 6]
    write_data(folder, sessions, [(["a"], "b"), (["d"], "c")], ITEMS)
    found, which = study(folder, tmp_path), Which("markov", 1, 0.25)
    kept = found.base.kept / which.folder
    kept.mkdir(parents=True)
    kept.joinpath("card.json").write_text('{"kind": "neighbours", "model": "markov", "seed": 1, "options": {}}')
    own = found.base.data(which)
    assert own.items != found.data().items, "the smaller set's first clicks are others"
    _, scorer, longest = load_scorer(kept, own)
    rows = Rows.of(own.prefixes, own.targets, longest)
    alone = scorer.scores(rows, np.arange(2))
    inside = found.scores(which)
    for number, item in enumerate(found.data().items):
        assert inside[:, number].tolist() == alone[:, own.items.index(item)].tolist(), item


def test_other_data_under_the_same_name_find_nothing_kept(folder: Path, tmp_path: Path) -> None:
    options = Options(SCALES["small"], tmp_path, tmp_path / "work", folder)
    before = Laboratory(options, print).places()[-1].models
    write_data(folder, [["a", "b"]], [(["a"], "b")], ITEMS)
    assert Laboratory(options, print).places()[-1].models != before


@pytest.mark.parametrize("price", ["$1,299.00", "12,50 EUR", " ", ""])
def test_pages_take_prices_as_feeds_write_them(price: str) -> None:
    assert "kettle" in page_html(VIEWS["block"], {"title": "kettle", "price": price}, [])


def test_a_folder_without_data_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="holds no data folder"):
        Laboratory(Options(SCALES["small"], tmp_path, tmp_path, tmp_path / "nothing"), print).places()


def test_an_unknown_view_and_a_set_without_items_are_refused(folder: Path, tmp_path: Path) -> None:
    laboratory = Laboratory(Options(SCALES["small"], tmp_path, tmp_path, folder, sets=(folder.name,)), print)
    with pytest.raises(InvalidInput, match="no view page-7"):
        laboratory.read(["page-7"])
    (folder / "items.csv").unlink()
    with pytest.raises(InvalidInput, match=r"no items\.csv"):
        laboratory.read(["block"])


def test_a_view_of_which_too_little_was_read_takes_no_rows_from_the_others(folder: Path, tmp_path: Path) -> None:
    write_data(folder, [["a", "b"]] * 6 + [["c", "d"]], [(["a", "b"], "c")] * 20 + [(["c"], "d")], ITEMS)
    found = study(folder, tmp_path)
    for item, view in (("a", "block"), ("b", "block"), ("c", "block"), ("c", "page-0")):
        _, page = found.book._page(item, view)
        found.book._kept[f"{item} {view} none"] = {"page": page, "offers": [], "promotions": []}
    views, rows = comparable(found)
    assert (views, int(rows.sum())) == (["block"], 21), "page-0 would leave one row in twenty-one"


def test_a_figure_with_nothing_to_compare_is_written_as_its_words(tmp_path: Path) -> None:
    (file,) = write_figure(Figure("fig14", "Title", [], "Nothing was read."), tmp_path, ["made by"])
    assert file.read_text() == "# Title\n# made by\n# Nothing was read.\n"


def test_rows_all_of_whose_screens_were_read(folder: Path, tmp_path: Path) -> None:
    found = study(folder, tmp_path)
    for item in "ab":
        _, page = found.book._page(item, "block")
        found.book._kept[f"{item} block none"] = {"page": page, "offers": [], "promotions": []}
    assert found.fully_read(Told()).tolist() == [True, False, True]
    assert found.fully_read(Told(view="page-6")).tolist() == [False, False, False]
    assert found.coverage(Told()) == 0.75


@pytest.mark.parametrize(("figure", "code"), [("fig11", 1), ("coverage", 1), ("fig17", 0)])
def test_a_figure_of_summaries_is_refused_where_no_page_was_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, figure: str, code: int
) -> None:
    monkeypatch.setattr("interarec.lab.experiments.laboratory.FIGURES", {**FIGURES, "fig17": _empty_figure})
    words = ["lab", "run", figure, "--tiny", "--data", str(folder), "--sets", "set", "--work", str(tmp_path / "work")]
    answer = CliRunner().invoke(app, [*words, "--out", str(tmp_path / "out")])
    assert answer.exit_code == code, answer.output
    refused = f"run `interarec lab read --data {folder} --sets set` first"
    assert (refused in answer.stderr) == (code == 1)


def _empty_figure(studies: Sequence[Study]) -> Figure:
    return Figure("fig17", "Made", [{"set": study.place.name} for study in studies], "Made.")


def test_repeats(folder: Path, tmp_path: Path) -> None:
    assert study(folder, tmp_path).repeats().tolist() == [False, False, True]


def test_an_item_that_changed_is_read_again(tmp_path: Path) -> None:
    facts = {one["id"]: one for one in ITEMS}
    book = ReadBook(tmp_path / "reads.json.gz", facts, {})
    book._kept["a block none"] = {"page": book._page("a", "block")[1], "offers": [], "promotions": []}
    book.save()
    assert ReadBook(book.path, facts, {}).get("a") is not None
    changed = {**facts, "a": {**facts["a"], "price": "6 USD"}}
    assert ReadBook(book.path, changed, {}).get("a") is None


def test_views_hold_what_they_say() -> None:
    facts, others = ITEMS[0], [ITEMS[1]] * 12
    assert "b thing" not in page_html(VIEWS["block"], facts, others)
    assert page_html(VIEWS["page-6"], facts, others).count("b thing") == 6
    assert "a thing" not in page_html(VIEWS["picture"], facts, others)
    assert "£" not in page_html(VIEWS["block"], {"title": "Stapler"}, [])


def test_the_oracle_is_never_beaten() -> None:
    for world in (World("plain"), World("mixture", segments=(-0.04, 0.02)), World("v0", v0_factor=3.0)):
        found = regrets(world, 5)
        assert all((values >= -1e-9).all() for values in found.values())
        assert found["unified"].mean() < found["random"].mean()
