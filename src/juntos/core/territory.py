"""Where people live: districts and centros poblados, with their codes and positions."""

from juntos.core.steps import Column, Table

DISTRICTS = Table(
    "districts",
    "Un distrito, con su provincia y región al corte",
    (
        Column("district", "VARCHAR", "UBIGEO del INEI, 6 dígitos"),
        Column("name", "VARCHAR", "nombre del distrito"),
        Column("province", "VARCHAR", "nombre de la provincia"),
        Column("region", "VARCHAR", "nombre de la región"),
        Column("latitude", "DOUBLE", "latitud de la capital", is_nullable=True, low=-90, high=90),
        Column("longitude", "DOUBLE", "longitud de la capital", is_nullable=True, low=-180, high=180),
    ),
    key=("district",),
)

PLACES = Table(
    "places",
    "Un centro poblado",
    (
        Column("place_id", "INTEGER", "número del centro poblado en el corte", low=1),
        Column("code", "VARCHAR", "código del INEI, 10 dígitos"),
        Column("name", "VARCHAR", "nombre"),
        Column("district", "VARCHAR", "UBIGEO de su distrito", refers="districts.district"),
        Column("latitude", "DOUBLE", "latitud", is_nullable=True, low=-90, high=90),
        Column("longitude", "DOUBLE", "longitud", is_nullable=True, low=-180, high=180),
        Column("altitude_m", "INTEGER", "altitud en metros", is_nullable=True, low=-50, high=6800),
    ),
    key=("place_id",),
)

ROAD_CUTS = Table(
    "road_cuts",
    "Un tramo de días en que un centro poblado quedó sin paso",
    (
        Column("road_cut_id", "BIGINT", "número del hecho", low=1),
        Column("place_id", "INTEGER", "centro poblado", refers="places.place_id"),
        Column("since", "DATE", "primer día sin paso"),
        Column("until", "DATE", "primer día con paso otra vez"),
        Column("source", "VARCHAR", "quién lo informó", values=("municipality", "defence", "gestor")),
    ),
    key=("road_cut_id",),
    spans=(("since", "until"),),
)

TABLES = (DISTRICTS, PLACES, ROAD_CUTS)
