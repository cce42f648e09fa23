"""What an export's command line refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.toolkit.exporting import export_parser, parsed


def test_a_run_needs_a_name_and_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    parser = export_parser("plugins.any.export", measures_anew=True)
    with pytest.raises(SystemExit):
        parsed(parser, ["--run", "run", "--name", "mine"])
    assert "needs --name and -o" in capsys.readouterr().err
    chosen = parsed(parser, ["--run", "run", "--name", "mine", "-o", "out"])
    assert (chosen.run, chosen.name, chosen.out) == (Path("run"), "mine", Path("out"))
    assert parsed(parser, ["--model", "faces"]).model == Path("faces")


def test_a_model_is_measured_anew_only_where_that_is_offered() -> None:
    with pytest.raises(SystemExit):
        parsed(export_parser("plugins.any.export"), ["--model", "faces", "--name", "n", "-o", "o"])
