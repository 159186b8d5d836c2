"""The sample's HIS files have the layout that is read, and equal seeds give equal files."""

from pathlib import Path

from juntos.interop.his import FACILITIES, PATIENTS, TRACE
from juntos.sample import write
from juntos.sample.his import write_his
from juntos.sample.rates import read_facts


def test_the_headers_are_those_of_the_layout() -> None:
    layouts = {"trace": TRACE, "patients": PATIENTS, "facilities": FACILITIES}
    written = [(row["file"], row["column"]) for row in read_facts("his_columns.csv")]
    assert written == [(name, column.name) for name, columns in layouts.items() for column in columns]


def test_a_seed_gives_the_same_traces(tmp_path: Path) -> None:
    write("tiny", tmp_path, periods=["2011-6"])
    first = {path.name: path.read_bytes() for path in write_his(tmp_path, 42).iterdir()}
    again = {path.name: path.read_bytes() for path in write_his(tmp_path, 42).iterdir()}
    other = {path.name: path.read_bytes() for path in write_his(tmp_path, 7).iterdir()}
    assert len(first) == 16
    assert first == again
    assert first["maestro_paciente.csv"] != other["maestro_paciente.csv"]
