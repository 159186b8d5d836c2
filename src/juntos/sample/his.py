"""Writes the invented year as the health sector's own record would have it: HIS traces, month by month.

What is written are the attendances of the last cut, whatever paper they left the programme, with the errors
that ``his.toml`` rates; who each patient is stays beside, in ``truth``. What it writes knows nothing of how
it is looked for.
"""

import io
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from juntos.sample.draws import Random, stream
from juntos.sample.duplicates import Row
from juntos.sample.frames import Array
from juntos.sample.his_patients import build_patients
from juntos.sample.his_visits import Lines, build_lines
from juntos.sample.rates import read_facts
from juntos.sample.year import FIRST_DAY, LABELS, LAST_DAY

Rates = Mapping[str, Mapping[str, float]]
ENCODINGS = ("latin-1", "utf-8", "utf-8-sig")
SENT_AGAIN = 5  # the month whose trace comes a second time, corrected
CODE_DIGITS = 8


def his_rates() -> Rates:
    """The committed rates, by section and name."""
    return tomllib.loads((files("juntos.sample") / "his.toml").read_text(encoding="utf-8"))


def write_his(region: Path, seed: int, factor: float = 1.0) -> Path:
    """Write ``region/his`` from the record and the last cut of a sample; the folder written.

    ``trama_2011_<month>.csv`` for each month, one of them a second time as ``…_corregida.csv``; the masters
    of patients and facilities; and ``truth.parquet``: each patient's member_id, null for a stranger.
    ``factor`` makes each fault of a patient's entry as many times as frequent.
    """
    random, rates = stream(seed, 0, "his"), his_rates()
    out = region / "his"
    out.mkdir(exist_ok=True)
    cut = region / "cuts" / LABELS[-1]
    visits = _visits(cut)
    patients, visits, of_visit = build_patients(random, rates, region, visits, factor)
    lines = build_lines(random, rates["visits"], visits, patients, of_visit)
    services = pq.read_table(cut / "services.parquet", columns=["service_id", "code", "name", "district"])
    _write(_facilities(services), out / "maestro_establecimiento.csv", "utf-8")
    _write(_master(patients), out / "maestro_paciente.csv", "latin-1")
    pq.write_table(_truth(patients), out / "truth.parquet")
    months = lines["on"].astype("datetime64[D]").astype("datetime64[M]").astype(int) % 12 + 1
    for month in range(1, 13):
        chosen = {name: values[months == month] for name, values in lines.items()}
        sent = _spoiled(random, rates["lines"], chosen)
        encoding = ENCODINGS[month % len(ENCODINGS)]
        if month == SENT_AGAIN:
            _write(_trace(sent), out / f"trama_2011_{month}_corregida.csv", encoding)
            sent = _as_first_sent(random, rates["lines"], sent)
        _write(_trace(sent), out / f"trama_2011_{month}.csv", encoding)
    return out


def _visits(cut: Path) -> pa.Table:
    """The year's attendances and doses: member, service, day, kind and what was measured."""
    attended = pq.read_table(cut / "attendances.parquet")
    attended = attended.filter(pc.is_null(attended["superseded_by"]))
    attended = attended.select(["member_id", "service_id", "attended_on", "kind"])
    measured = pq.read_table(cut / "measurements.parquet").select(
        ["member_id", "measured_on", "weight_g", "height_mm"]
    )
    measured = measured.group_by(["member_id", "measured_on"]).aggregate(
        [("weight_g", "max"), ("height_mm", "max")]
    )
    joined = attended.join(measured, ["member_id", "attended_on"], ["member_id", "measured_on"])
    joined = joined.rename_columns(["member_id", "service_id", "on", "kind", "weight_g", "height_mm"])
    doses = pq.read_table(cut / "vaccinations.parquet").select(["member_id", "vaccine", "dose", "given_on"])
    clinics = pq.read_table(cut / "assignments.parquet", filters=[("sector", "=", "health")])
    clinics = clinics.group_by("member_id").aggregate([("service_id", "min")])
    doses = doses.join(clinics, "member_id", join_type="inner").rename_columns(
        ["member_id", "vaccine", "dose", "on", "service_id"]
    )
    doses = doses.append_column("kind", pa.array(["vaccine"] * doses.num_rows))
    pregnancies = pq.read_table(cut / "pregnancies.parquet").select(["member_id", "last_menstruation_on"])
    pregnancies = pregnancies.group_by("member_id").aggregate([("last_menstruation_on", "max")])
    pregnancies = pregnancies.rename_columns(["member_id", "last_menstruation_on"])
    whole = pa.concat_tables([joined, doses], promote_options="default").join(pregnancies, "member_id")
    days = pc.cast(whole["on"], pa.int32()).to_numpy()
    whole = whole.filter(pa.array((days >= FIRST_DAY) & (days <= LAST_DAY)))
    return whole.sort_by([(name, "ascending") for name in ("member_id", "on", "kind", "vaccine", "dose")])


def _columns(file: str) -> list[str]:
    """The header of a file, as its own system writes it."""
    return [row["column"] for row in read_facts("his_columns.csv") if row["file"] == file]


def _table(file: str, values: Mapping[str, pa.Array], rows: int) -> pa.Table:
    """A file's columns as text; those that the sample has nothing for are blank."""
    blank = pa.array([""] * rows)
    return pa.table({name: values.get(name, blank) for name in _columns(file)})


def _facilities(services: pa.Table) -> pa.Table:
    """Every service with its code; HIS numbers them as it likes: here as the cut does."""
    codes = [str(code).rjust(CODE_DIGITS, "0") for code in services["code"].to_pylist()]
    values = {
        "Id_Establecimiento": _texts(services["service_id"]),
        "Nombre_Establecimiento": services["name"],
        "Ubigueo_Establecimiento": services["district"],
        "Codigo_Unico": pa.array(codes),
    }
    return _table("facilities", values, services.num_rows)


def _master(patients: list[Row]) -> pa.Table:
    """The master of patients, as the clinics wrote it."""

    def text(name: str) -> pa.Array:
        return pa.array(["" if row[name] is None else str(row[name]) for row in patients])

    values = {
        "Id_Paciente": pa.array([_patient(at) for at in range(len(patients))]),
        "Id_Tipo_Documento_Paciente": pa.array(["1" if row["dni"] else "5" for row in patients]),
        "Numero_Documento_Paciente": text("dni"),
        "Apellido_Paterno_Paciente": text("surname1"),
        "Apellido_Materno_Paciente": text("surname2"),
        "Nombres_Paciente": text("given_names"),
        "Fecha_Nacimiento_Paciente": text("birth_on"),
        "Id_Genero": text("sex"),
        "Historia_Clinica": pa.array([str(1_000 + at) for at in range(len(patients))]),
    }
    return _table("patients", values, len(patients))


def _truth(patients: list[Row]) -> pa.Table:
    """Who each patient is."""
    return pa.table(
        {
            "patient": pa.array([_patient(at) for at in range(len(patients))]),
            "member_id": pa.array([row["member_id"] for row in patients], pa.int64()),
        }
    )


def _patient(at: int) -> str:
    return f"P{at:07d}"


def _spoiled(random: Random, rates: Mapping[str, float], lines: Lines) -> Lines:
    """A month's lines with wrong days, lines twice, and lines first written with another lab value."""
    count = len(lines["on"])
    moved = random.random(count) < rates["date_off"]
    on = np.where(moved, _in_month(lines["on"], random.integers(1, 28, count)), lines["on"])
    told = np.where(
        random.random(count) < rates["date_torn"], _in_month(on, random.integers(1, 28, count)), on
    )
    sent = {**lines, "on": on, "told": told, "modified": on + 3}
    twice = np.flatnonzero(random.random(count) < rates["twice"])
    wrong = np.flatnonzero((random.random(count) < rates["corrected"]) & (lines["lab"] != ""))
    earlier = {name: values[wrong] for name, values in sent.items()}
    earlier["lab"] = np.array(["9"] * len(wrong), object)
    earlier["modified"] = earlier["modified"] - 2
    again = {name: values[twice] for name, values in sent.items()}
    return {name: np.concatenate([earlier[name], sent[name], again[name]]) for name in sent}


def _as_first_sent(random: Random, rates: Mapping[str, float], lines: Lines) -> Lines:
    """The month as it came before it was corrected: some lines lack, some labs were others."""
    keep = random.random(len(lines["on"])) >= rates["added"]
    first = {name: values[keep].copy() for name, values in lines.items()}
    other = (random.random(len(first["on"])) < rates["corrected"]) & (first["lab"] != "")
    first["lab"][other] = "8"
    return first


def _in_month(days: Array, number: Array) -> Array:
    first = days.astype("datetime64[D]").astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return first + number


def _trace(lines: Lines) -> pa.Table:
    """Lines in the layout of the trace."""
    dates = pa.array(lines["on"].astype("int32")).cast(pa.date32())
    told = pa.array(lines["told"].astype("int32")).cast(pa.date32())
    moments = pc.binary_join_element_wise(
        _texts(pa.array(lines["modified"].astype("int32")).cast(pa.date32())), "09:30:00", " "
    )
    values = {
        "Id_Cita": _texts(pa.array(lines["visit"])),
        "Anio": _texts(pc.year(told)),
        "Mes": _texts(pc.month(told)),
        "Dia": _texts(pc.day(told)),
        "Fecha_Atencion": _texts(dates),
        "Lote": pa.array(["JUN"] * len(dates)),
        "Id_Establecimiento": _texts(pa.array(lines["service"])),
        "Id_Paciente": pa.array([_patient(at) for at in lines["patient"].tolist()]),
        "Codigo_Item": pa.array(lines["code"].tolist(), pa.string()),
        "Tipo_Diagnostico": pa.array(["D"] * len(dates)),
        "Valor_Lab": pa.array(lines["lab"].tolist(), pa.string()),
        "Id_Correlativo": _texts(pa.array(lines["item"])),
        "Id_Correlativo_Lab": _texts(pa.array(lines["lab_item"])),
        "Peso": _measured(lines["weight_g"], 1_000),
        "Talla": _measured(lines["height_mm"], 10),
        "Hemoglobina": _measured(lines["hemoglobin"], 10),
        "Fecha_Ultima_Regla": _texts(_days(lines["last_menstruation"])),
        "Fecha_Registro": moments,
        "Fecha_Modificacion": moments,
    }
    return _table("trace", values, len(dates))


def _measured(values: Array, unit: int) -> pa.Array:
    return pa.array(["" if value <= 0 else f"{value / unit:g}" for value in values.tolist()])


def _days(values: Array) -> pa.Array:
    return pa.array(np.where(values > 0, values, 0).astype("int32"), mask=values <= 0).cast(pa.date32())


def _texts(values: pa.Array) -> pa.Array:
    return pc.fill_null(pc.cast(values, pa.string()), "")


def _write(rows: pa.Table, path: Path, encoding: str) -> None:
    """The rows as CSV in an encoding; what it has no letter for becomes a question mark, as offices do."""
    text = io.BytesIO()
    pacsv.write_csv(rows, text, pacsv.WriteOptions(quoting_style="needed"))
    path.write_bytes(text.getvalue().decode().encode(encoding, "replace"))
