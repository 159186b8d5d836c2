"""Attribution is right often enough on invented regions that nothing was tuned on."""

from pathlib import Path

import pytest

from benchmarks.attribution import Study, always_supply, form_alone, ours, score

UNSEEN = (121, 122)


@pytest.mark.verify
def test_it_is_right_where_evidence_is_and_better_than_believing_the_form(tmp_path: Path) -> None:
    tally = Study(tmp_path, UNSEEN).measure()
    found, form, supply = (score(tally, method) for method in (ours, form_alone, always_supply))
    assert found.evidenced_right * 100 >= 85 * found.evidenced
    assert found.right > max(form.right, supply.right)
    assert found.state_suspended < form.state_suspended
    assert found.demand_excused < min(form.demand_excused, supply.demand_excused)


@pytest.mark.verify
def test_without_noise_almost_everything_is_known(tmp_path: Path) -> None:
    found = score(Study(tmp_path, UNSEEN[:1], 0.0).measure(), ours)
    assert found.right * 100 >= 95 * found.rows
    assert found.state_suspended * 1000 <= found.state
