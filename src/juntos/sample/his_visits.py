"""The lines of HIS that the invented attendances leave: codes, lab values and what was measured.

The codes are those of the traces that were counted (2018 to 2021), and not of 2011 (D): the year is an
invention, and the layout and its coding are what is to be read.
"""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from juntos.sample.draws import Random, age_months
from juntos.sample.duplicates import Row
from juntos.sample.frames import Array

Lines = dict[str, Array]
VACCINES = {  # vaccine: its code, and the lab value of each dose
    "bcg": ("90585", ("DU",)),
    "hvb": ("90744", ("DU",)),
    "pentavalente": ("90723", ("1", "2", "3")),
    "polio": ("90713", ("1", "2", "3")),
    "rotavirus": ("90681", ("1", "2")),
    "neumococo": ("90670", ("1", "2", "3")),
    "influenza": ("90657", ("1", "2")),
    "spr": ("90707", ("1", "2")),
    "antiamarilica": ("90717", ("DU",)),
    "dpt": ("90701", ("DA", "DA")),
}
CRED_CODES = ("99381.01", "99381", "99382", "99382", "99383")
CRED_MOST = (4, 11, 6, 4, 1)


class _Drawn:
    """Visits as arrays, and the lines drawn from them so far."""

    def __init__(self, visits: pa.Table, patients: list[Row], of_visit: Array) -> None:
        self.kind = np.array(visits["kind"].to_pylist(), object)
        self.on = pc.cast(visits["on"], pa.int32()).to_numpy().astype(np.int64)
        self.service = visits["service_id"].to_numpy()
        self.patient = of_visit
        born = np.array([row["born"].toordinal() for row in patients]) - 719_163  # days since 1970
        self.days = self.on - born[of_visit]
        self.months = age_months(born[of_visit], self.on)
        self.weight, self.height = (_whole(visits[name]) for name in ("weight_g", "height_mm"))
        self.menstruation = _whole(pc.cast(visits["last_menstruation_on"], pa.int32()))
        self.visit = _numbered(self.patient, self.on, self.service)
        self.parts: list[Lines] = []

    def add(self, at: Array, code: Array | str, lab: Array | str, **more: Array | int) -> None:
        """A line of each of these visits; the first one of a visit carries what was measured."""
        count = len(at)
        self.parts.append(
            {
                "visit": self.visit[at],
                "patient": self.patient[at],
                "service": self.service[at],
                "on": self.on[at],
                "code": np.broadcast_to(np.asarray(code, object), count).copy(),
                "lab": np.broadcast_to(np.asarray(lab, object), count).copy(),
                "order": np.full(count, len(self.parts)),
                "lab_item": np.full(count, more.get("lab_item", 1)),
                "is_second": np.full(count, more.get("lab_item", 1)) > 1,
                "weight_g": np.broadcast_to(more.get("weight_g", 0), count).copy(),
                "height_mm": np.broadcast_to(more.get("height_mm", 0), count).copy(),
                "hemoglobin": np.broadcast_to(more.get("hemoglobin", 0), count).copy(),
                "last_menstruation": np.broadcast_to(more.get("last_menstruation", 0), count).copy(),
            }
        )

    def lines(self) -> Lines:
        """Every line in the order of its visit, its codes numbered from 1."""
        whole = {name: np.concatenate([part[name] for part in self.parts]) for name in self.parts[0]}
        order = np.lexsort((whole["order"], whole["visit"]))
        whole = {name: values[order] for name, values in whole.items()}
        first = np.r_[True, whole["visit"][1:] != whole["visit"][:-1]]
        steps = np.cumsum(~whole.pop("is_second"))
        whole["item"] = steps - np.maximum.accumulate(np.where(first, steps - 1, 0))
        whole.pop("order")
        return whole


def build_lines(
    random: Random, rates: Mapping[str, float], visits: pa.Table, patients: list[Row], of_visit: Array
) -> Lines:
    """The lines of the visits, by column; a day that is not known and a measure not taken are 0."""
    drawn = _Drawn(visits, patients, of_visit)
    _cred(random, rates, drawn)
    _prenatal(random, rates, drawn)
    drawn.add(np.flatnonzero(drawn.kind == "postnatal"), "59430", "1")
    _doses(drawn, visits)
    return drawn.lines()


def _cred(random: Random, rates: Mapping[str, float], drawn: _Drawn) -> None:
    """A growth control: the child's examination, the control's own code, and what was given or measured."""
    at = np.flatnonzero((drawn.kind == "cred") & (drawn.days >= 0))
    months, days = drawn.months[at], drawn.days[at]
    band = np.select([days < 30, months < 12, months < 24, months < 60], [0, 1, 2, 3], 4)
    number = np.minimum(_counted(drawn.patient[at], band), np.array(CRED_MOST)[band])
    measured = {"weight_g": drawn.weight[at], "height_mm": drawn.height[at]}
    drawn.add(at, np.where(band < 4, "Z001", "Z002"), "", **measured)
    drawn.add(at, np.array(CRED_CODES, object)[band], number.astype(str), **measured)
    luck = random.random(len(at))
    iron = (luck < rates["iron"]) & (months >= 6) & (months < 36)
    drawn.add(at[iron], "99199.17", "1")
    luck = random.random(len(at))
    tested = (luck < rates["hemoglobin"]) & (months >= 6)
    drawn.add(at[random.random(len(at)) < rates["counselling"]], "99403.01", "1")
    found = np.clip(random.normal(112, 11, int(tested.sum())).astype(np.int64), 60, 160)
    drawn.add(at[tested], "85018", "", hemoglobin=found)


def _prenatal(random: Random, rates: Mapping[str, float], drawn: _Drawn) -> None:
    """A prenatal control: its number, the week of gestation as a second value, iron with folic acid."""
    at = np.flatnonzero(drawn.kind == "prenatal")
    week = np.clip((drawn.on[at] - drawn.menstruation[at]) // 7, 4, 41)
    code = np.array(["Z3491", "Z3492", "Z3493"], object)[np.digitize(week, [14, 28])]
    number = _counted(drawn.patient[at], np.zeros(len(at), np.int64))
    dates = {"last_menstruation": drawn.menstruation[at], "weight_g": drawn.weight[at]}
    drawn.add(at, code, np.minimum(number, 9).astype(str), **dates)
    told = random.random(len(at)) < rates["week"]
    drawn.add(
        at[told],
        code[told],
        week[told].astype(str),
        lab_item=2,
        last_menstruation=drawn.menstruation[at][told],
    )
    drawn.add(at[random.random(len(at)) < rates["folic"]], "99199.26", "TA")


def _doses(drawn: _Drawn, visits: pa.Table) -> None:
    """A line for each dose given."""
    names, doses = visits["vaccine"].to_pylist(), visits["dose"].to_pylist()
    for vaccine, (code, labs) in VACCINES.items():
        for number, lab in enumerate(labs, start=1):
            found = [k for k, name in enumerate(names) if name == vaccine and doses[k] == number]
            drawn.add(np.array(found, np.int64), code, lab)


def _numbered(*keys: Array) -> Array:
    """A number for each different set of keys, from a million."""
    _, at = np.unique(np.stack([key.astype(np.int64) for key in keys]), axis=1, return_inverse=True)
    return 1_000_000 + at.reshape(-1)


def _counted(patient: Array, band: Array) -> Array:
    """Which of the patient's in a band each row is, in the order given: 1, 2, 3 …"""
    key = patient * 8 + band
    order = np.argsort(key, kind="stable")
    position = np.arange(len(key))
    starts = np.r_[True, key[order][1:] != key[order][:-1]] if len(key) else np.zeros(0, bool)
    number = position - np.maximum.accumulate(np.where(starts, position, 0)) + 1
    out = np.empty(len(key), np.int64)
    out[order] = number
    return out


def _whole(values: pa.ChunkedArray) -> Array:
    return pc.fill_null(pc.cast(values, pa.int64()), 0).to_numpy()
