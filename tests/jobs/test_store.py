"""Results on disk: written whole or not at all, once, and pruned only on request."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from editor.api import FileError, Rect
from editor.formats import read_image
from editor.jobs import ResultStore, finer_path
from tests.jobs.scripted import picture

RECT = Rect(1, 2, 16, 12)


def test_gives_back_what_it_was_given(store: ResultStore) -> None:
    rgba = picture()
    rgba[3:6, :, 3] = 0  # colour under transparent pixels is kept
    stored = store.put(rgba, {"seed": 5}, RECT)
    pixels, facts = store.get(stored.key)
    assert np.array_equal(pixels, rgba)
    assert facts == {"recipe": {"seed": 5}, "doc_rect": [1, 2, 16, 12]}
    assert sorted(path.suffix for path in stored.path.parent.iterdir()) == [".json", ".png"]


def test_an_opaque_result_has_no_alpha_on_disk(store: ResultStore) -> None:
    rgba = picture()
    rgba[..., 3] = 255
    stored = store.put(rgba, {"seed": 5}, RECT)
    assert np.array_equal(store.get(stored.key)[0], rgba)
    with Image.open(stored.path) as opened:
        assert opened.mode == "RGB"


def test_the_same_result_is_written_once(store: ResultStore) -> None:
    first = store.put(picture(), {"seed": 5}, RECT)
    written_ns = first.path.stat().st_mtime_ns
    assert store.put(picture(), {"seed": 5}, RECT) == first
    assert first.path.stat().st_mtime_ns == written_ns
    assert store.put(picture(), {"seed": 6}, RECT).key != first.key
    assert store.put(picture(seed=1), {"seed": 5}, RECT).key != first.key


def test_keeps_the_finer_picture_beside_it(store: ResultStore) -> None:
    finer = np.zeros((24, 32, 4), np.uint8)
    stored = store.put(picture(), {"seed": 5}, RECT, finer=finer)
    assert np.array_equal(read_image(finer_path(stored.path)).rgba, finer)
    assert not finer_path(store.put(picture(), {"seed": 6}, RECT).path).exists()


def test_is_compressed_later_and_stays_the_same(store: ResultStore) -> None:
    rgba, finer = np.zeros((64, 64, 4), np.uint8), np.ones((128, 128, 4), np.uint8)
    stored = store.put(rgba, {"seed": 5}, RECT, finer=finer)
    before, loose_bytes = stored.path.stat(), store.size_bytes()
    assert [store.pack() for _ in range(3)] == [True, True, False]
    assert store.size_bytes() < loose_bytes / 4
    assert stored.path.stat().st_mtime_ns == pytest.approx(before.st_mtime_ns, abs=1000)
    assert np.array_equal(store.get(stored.key)[0], rgba)
    assert np.array_equal(read_image(finer_path(stored.path)).rgba, finer)


def test_what_was_removed_is_not_written_again(store: ResultStore) -> None:
    stored = store.put(picture(), {"seed": 5}, RECT)
    stored.path.unlink()
    assert store.pack()
    assert not stored.path.exists()


def test_prunes_the_oldest_and_only_when_asked(tmp_path: Path) -> None:
    store = ResultStore(tmp_path, cap_bytes=10**6)
    stored = [store.put(picture(seed=i), {"seed": i}, RECT) for i in range(4)]
    for age, result in enumerate(stored):
        os.utime(result.path, (1000 + age, 1000 + age))
    assert store.over_cap_bytes() == 0
    assert store.prune() == 0
    small = ResultStore(tmp_path, cap_bytes=store.size_bytes() // 2)
    assert small.over_cap_bytes() > 0
    assert all(result.path.exists() for result in stored)
    assert small.prune() == 2
    assert [result.path.exists() for result in stored] == [False, False, True, True]
    assert small.over_cap_bytes() == 0


@pytest.mark.parametrize("jump_s", [-86_400 * 400, 86_400 * 400])
def test_the_newest_results_stay_also_when_the_clock_was_set(tmp_path: Path, jump_s: float) -> None:
    now_s = 1_700_000_000.0
    before = ResultStore(tmp_path, 10**6, clock=lambda: now_s)
    old = [before.put(picture(seed=i), {"seed": i}, RECT) for i in range(3)]
    after = ResultStore(tmp_path, before.size_bytes() // 2, clock=lambda: now_s + jump_s)
    new = [after.put(picture(seed=i), {"seed": i}, RECT) for i in range(3, 6)]
    assert after.prune() > 2
    assert not any(result.path.exists() for result in old)
    assert new[-1].path.exists()


def test_the_finer_picture_goes_with_its_own(tmp_path: Path) -> None:
    store = ResultStore(tmp_path, cap_bytes=1)
    finer = np.zeros((24, 32, 4), np.uint8)
    stored = store.put(picture(), {"seed": 5}, RECT, finer=finer)
    store.put(picture(), {"seed": 6}, RECT)
    assert store.prune() == 2
    assert store.size_bytes() == 0
    assert not finer_path(stored.path).exists()


def test_a_store_that_was_never_used_is_empty(store: ResultStore) -> None:
    assert store.size_bytes() == store.over_cap_bytes() == store.prune() == 0


@pytest.mark.parametrize("harm", ["delete", "truncate", "no json"])
def test_says_when_a_result_is_gone_or_damaged(store: ResultStore, harm: str) -> None:
    stored = store.put(picture(), {}, RECT)
    match harm:
        case "delete":
            stored.path.unlink()
        case "truncate":
            stored.path.write_bytes(stored.path.read_bytes()[:20])
        case _:
            stored.path.with_suffix(".json").write_text("{")
    with pytest.raises(FileError, match="no longer in the store"):
        store.get(stored.key)


def test_a_folder_that_cannot_be_made_gives_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "results").write_text("in the way")
    with pytest.raises(FileError, match="could not be written") as caught:
        ResultStore(tmp_path / "results", cap_bytes=1).put(picture(), {}, RECT)
    assert "save your work" in caught.value.hint


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on file sizes")
def test_a_full_disk_leaves_no_half_written_file(store: ResultStore, tmp_path: Path) -> None:
    store.put(picture(), {}, RECT)
    before = sorted(tmp_path.rglob("*"))
    with files_limited_to(2000), pytest.raises(FileError, match="could not be written"):
        store.put(picture(64, 64, seed=9), {}, RECT)
    assert [p for p in tmp_path.rglob("*") if p.is_file() and p not in before] == []


@contextmanager
def files_limited_to(size_bytes: int) -> Iterator[None]:
    """As on a full disk: no file of this process may grow beyond so many bytes."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
