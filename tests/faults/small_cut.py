"""A small good cut, written by hand: two households, one with a child and a mother-to-be."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path

import duckdb

from juntos.core.cut import TABLES
from juntos.core.manifest import CUT_FORMAT, Manifest, TableFile
from juntos.engines.duck import csv_text, quoted, sha256_of

FILLED = {
    "districts": """
district,name,province,region,latitude,longitude
030101,Abancay,Abancay,Apurímac,-13.63,-72.88
""",
    "places": """
place_id,code,name,district,latitude,longitude,altitude_m
1,0301010001,Abancay,030101,-13.63,-72.88,2378
2,0301010025,Ccorhuani,030101,,,3650
""",
    "road_cuts": """
road_cut_id,place_id,since,until,source
1,2,2011-05-10,2011-05-14,municipality
""",
    "services": """
service_id,code,name,sector,kind,district,network,directorate,latitude,longitude
1,0000002450,P.S. Ccorhuani,health,puesto,030101,Abancay,DIRESA Apurímac,,
2,0236745,54002 Ccorhuani,education,primaria,030101,UGEL Abancay,DRE Apurímac,-13.6,-72.9
""",
    "service_months": """
service_id,month,days
1,2011-05-01,22
1,2011-06-01,21
2,2011-05-01,22
2,2011-06-01,21
""",
    "visit_days": """
service_id,visit_on
1,2011-05-04
1,2011-05-14
""",
    "closures": """
closure_id,service_id,since,until,days,kind,source
1,2,2011-06-06,2011-06-09,3,strike,gestor
""",
    "incidents": """
incident_id,service_id,kind,since,until,source
1,1,vaccine,2011-05-02,2011-05-20,service
""",
    "households": """
household_id,place_id,poverty_class,class_until,affiliated_on,agreement_on,titular_id,gestor_id,language,left_on,left_reason
1,1,extreme,2013-12-31,2009-03-15,2009-03-15,11,1,es,,
2,2,poor,,2010-01-20,2010-01-20,24,1,qu,,
""",
    "members": """
member_id,household_id,birth_on,sex,joined_on,left_on,left_reason,has_dni,has_sis
11,1,1984-07-02,f,2009-03-15,,,true,true
12,1,2002-04-19,m,2009-03-15,,,true,true
13,1,2009-11-30,f,2009-12-10,,,false,true
24,2,1990-01-08,f,2010-01-20,,,true,true
25,2,2010-06-21,m,2010-07-01,,,true,false
""",
    "pregnancies": """
pregnancy_id,member_id,last_menstruation_on,detected_on,ended_on,outcome
1,24,2009-09-15,2009-12-01,2010-06-21,live-birth
2,24,2011-01-20,2011-03-14,,
""",
    "assignments": """
assignment_id,member_id,sector,service_id,since,until
1,12,education,2,2009-03-15,
2,13,health,1,2009-12-10,
3,24,health,1,2010-01-20,
4,25,health,1,2010-07-01,
""",
    "attendances": """
attendance_id,member_id,service_id,attended_on,kind,source,matched_by,recorded_at,superseded_by
1,13,1,2011-05-04,cred,form,list,2011-07-05,
2,13,1,2011-06-04,cred,form,list,2011-07-05,
3,24,1,2011-05-14,prenatal,his,dni,2011-06-20,
4,24,1,2011-06-14,prenatal,form,list,2011-07-05,
5,25,1,2011-05-05,cred,form,list,2011-07-01,6
6,25,1,2011-05-04,cred,form,list,2011-07-05,
""",
    "vaccinations": """
vaccination_id,member_id,vaccine,dose,given_on,source,recorded_at,superseded_by
1,13,penta,1,2010-02-04,his,2010-03-01,
""",
    "measurements": """
measurement_id,member_id,measured_on,weight_g,height_mm,position,oedema,source,recorded_at,superseded_by
1,13,2011-05-04,9800,765,lying,false,form,2011-07-05,
""",
    "school_enrolments": """
school_enrolment_id,member_id,service_id,level,since,until
1,12,2,primaria,2009-03-15,
""",
    "school_months": """
school_month_id,member_id,service_id,month,days_attended,source,matched_by,recorded_at,superseded_by
1,12,2,2011-05-01,21,form,list,2011-07-05,
2,12,2,2011-06-01,18,form,list,2011-07-05,
""",
    "promotions": """
member_id,year,is_promoted
12,2010,true
""",
    "batches": """
batch_id,service_id,delivered_on,collected_on,state
1,1,2011-06-20,2011-07-05,accepted
2,2,2011-06-20,2011-07-05,accepted
""",
    "form_rows": """
form_row_id,batch_id,member_id,filled_by,is_signed,reason,has_proof,recorded_at,superseded_by
1,1,13,service,true,,false,2011-07-05,
2,1,24,service,true,,false,2011-07-05,
3,1,25,service,true,,false,2011-07-05,
4,2,12,service,true,,false,2011-07-05,
""",
    "contacts": """
contact_id,household_id,contacted_on,outcome
1,1,2011-06-01,met
""",
    "ladder": """
household_id,state,suspensions,compliant_streak,owed_cents,last_result
1,active,0,2,0,complies
2,active,1,0,0,does_not_comply
""",
}
TEXTS: Mapping[str, str] = {
    table.name: FILLED.get(table.name, ",".join(table.column_names)).lstrip()
    for table in TABLES
    if not table.is_optional or table.name in FILLED
}


def write_cut(folder: Path, texts: Mapping[str, str | bytes] = TEXTS, period: str = "2011-3") -> Path:
    """A cut of CSV files with these texts, and a manifest that agrees with them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    write_manifest(folder, period)
    return folder


def write_parquet_cut(folder: Path, texts: Mapping[str, str] = TEXTS, period: str = "2011-3") -> Path:
    """The same cut as Parquet files."""
    source_folder = write_cut(folder / "csv", texts, period)
    for table in TABLES:
        if table.name in texts:
            columns = ", ".join(f'CAST("{c.name}" AS {c.type}) AS "{c.name}"' for c in table.columns)
            source = csv_text(source_folder / f"{table.name}.csv")
            target = quoted(folder / f"{table.name}.parquet")
            duckdb.sql(f"COPY (SELECT {columns} FROM {source}) TO {target} (FORMAT parquet)")
    for path in source_folder.iterdir():
        path.unlink()
    source_folder.rmdir()
    write_manifest(folder, period)
    return folder


def write_manifest(folder: Path, period: str = "2011-3", **changes: object) -> None:
    """The manifest of whatever table files the folder has; ``changes`` go over it as they are."""
    files = sorted(path for path in folder.iterdir() if path.suffix in (".csv", ".parquet"))
    tables = {path.stem: TableFile(path.name, rows_of(path), sha256_of(path)) for path in files}
    manifest = Manifest(CUT_FORMAT, period, "2011-07-15", "juntos-2", "0.1.0", tables)
    fields = {**json.loads(manifest.to_json()), **changes}
    (folder / "manifest.json").write_text(json.dumps(fields), encoding="utf-8")


def rows_of(path: Path) -> int:
    """The rows of a table file, its header not counted; 0 for one that cannot be read."""
    if path.suffix == ".csv":
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        return max(len(list(csv.reader(lines))) - 1, 0)
    try:
        found = duckdb.sql(f"SELECT num_rows FROM parquet_file_metadata({quoted(path)})").fetchone()
    except duckdb.Error:
        return 0
    assert found is not None
    return int(found[0])
