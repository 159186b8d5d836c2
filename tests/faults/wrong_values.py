"""What can be wrong with the values of a cut whatever the kind of file, with the message for each."""

from tests.faults.edits import edit

VALUES = (
    edit(
        "missing value",
        "members",
        "1984-07-02",
        "",
        "members.csv, fila 1, columna birth_on: No hay dato, y esta columna lo necesita. Complete"
        " el dato o retire la fila.",
    ),
    edit(
        "unknown code",
        "households",
        "extreme",
        "extrema",
        "households.csv, fila 1, columna poverty_class: «extrema» no está entre los códigos "
        "admitidos: extreme, poor, not_poor. Use uno de ellos.",
    ),
    edit(
        "spaces",
        "households",
        ",extreme,",
        ", extreme,",
        "households.csv, fila 1, columna poverty_class: « extreme» tiene espacios al comienzo o "
        "al final. Quítelos.",
    ),
    edit(
        "too high",
        "closures",
        "3,strike",
        "32,strike",
        "closures.csv, fila 1, columna days: 32 es mayor que el máximo, 31. Corrija el dato.",
        "closures.csv, fila 1, columna days: Se pierden 32 días de servicio en un cierre de 3. "
        "Corrija los días perdidos o las fechas.",
    ),
    edit(
        "negative",
        "ladder",
        "1,active,0",
        "1,active,-1",
        "ladder.csv, fila 1, columna suspensions: -1 es menor que el mínimo, 0. Corrija el dato.",
    ),
    edit(
        "low",
        "measurements",
        "9800",
        "98",
        "measurements.csv, fila 1, columna weight_g: 98 es menor que el mínimo, 300. Corrija el dato.",
    ),
    edit(
        "birth 1800",
        "members",
        "1984-07-02",
        "1884-07-02",
        "members.csv, fila 1, columna birth_on: 1884-07-02 es menor que el mínimo, 1900-01-01. "
        "Corrija el dato.",
    ),
    edit(
        "a key twice",
        "members",
        "12,1,2002",
        "11,1,2002",
        "assignments.csv, fila 1, columna member_id: «12» no existe en members.member_id. Agregue"
        " esa fila a la otra tabla o corrija el código.",
        "form_rows.csv, fila 4, columna member_id: «12» no existe en members.member_id. Agregue "
        "esa fila a la otra tabla o corrija el código.",
        "members.csv, fila 2, columna member_id: «11» ya está en la fila 1; no puede repetirse. "
        "Deje una sola de las dos filas.",
        "promotions.csv, fila 1, columna member_id: «12» no existe en members.member_id. Agregue "
        "esa fila a la otra tabla o corrija el código.",
        "school_enrolments.csv, fila 1, columna member_id: «12» no existe en members.member_id. "
        "Agregue esa fila a la otra tabla o corrija el código.",
        "school_months.csv, fila 1, columna member_id: «12» no existe en members.member_id. "
        "Agregue esa fila a la otra tabla o corrija el código.",
        "school_months.csv, fila 2, columna member_id: «12» no existe en members.member_id. "
        "Agregue esa fila a la otra tabla o corrija el código.",
    ),
    edit(
        "dup double key",
        "service_months",
        "2,2011-06-01",
        "2,2011-05-01",
        "service_months.csv, fila 4, columna service_id, month: «2, 2011-05-01» ya está en la "
        "fila 3; no puede repetirse. Deje una sola de las dos filas.",
    ),
    edit(
        "orphan hh",
        "members",
        "24,2,1990",
        "24,7,1990",
        "members.csv, fila 4, columna household_id: «7» no existe en households.household_id. "
        "Agregue esa fila a la otra tabla o corrija el código.",
    ),
    edit(
        "orphan svc",
        "batches",
        "2,2,2011",
        "2,9,2011",
        "batches.csv, fila 2, columna service_id: «9» no existe en services.service_id. Agregue "
        "esa fila a la otra tabla o corrija el código.",
    ),
    edit(
        "orphan text",
        "places",
        "Ccorhuani,030101",
        "Ccorhuani,030199",
        "places.csv, fila 2, columna district: «030199» no existe en districts.district. Agregue "
        "esa fila a la otra tabla o corrija el código.",
    ),
    edit(
        "span",
        "road_cuts",
        "2011-05-10,2011-05-14",
        "2011-05-14,2011-05-10",
        "road_cuts.csv, fila 1, columna until: Termina el 2011-05-10, y debe ser después de que "
        "comienza (since: 2011-05-14). Corrija una de las dos fechas.",
    ),
    edit(
        "born after the cut",
        "members",
        "2010-06-21,m,2010-07-01",
        "2012-06-21,m,2012-07-01",
        "members.csv, fila 5, columna birth_on: 2012-06-21 es posterior al día hasta el que se "
        "conoce el corte (2011-07-15). Corrija la fecha o deje la fila para el próximo corte.",
        "attendances.csv, fila 5, columna attended_on: 2011-05-05 es anterior al nacimiento del "
        "miembro (2012-06-21). Revise si la fecha o el miembro son otros.",
        "attendances.csv, fila 6, columna attended_on: 2011-05-04 es anterior al nacimiento del "
        "miembro (2012-06-21). Revise si la fecha o el miembro son otros.",
    ),
    edit(
        "joined before birth",
        "members",
        "2009-11-30,f,2009-12-10",
        "2009-11-30,f,2009-10-10",
        "members.csv, fila 3, columna joined_on: Entra al padrón el 2009-10-10, antes de nacer "
        "(2009-11-30). Corrija una de las dos fechas.",
    ),
    edit(
        "closure months",
        "closures",
        "2011-06-06,2011-06-09",
        "2011-05-30,2011-06-02",
        "closures.csv, fila 1, columna until: El cierre va del 2011-05-30 al 2011-06-02, y debe "
        "caber en un mes. Divídalo en una fila por mes.",
    ),
    edit(
        "closure days",
        "closures",
        "2011-06-06,2011-06-09,3",
        "2011-06-06,2011-06-09,5",
        "closures.csv, fila 1, columna days: Se pierden 5 días de servicio en un cierre de 3. "
        "Corrija los días perdidos o las fechas.",
    ),
    edit(
        "assign overlap",
        "assignments",
        "4,25,health,1,2010-07-01,",
        "4,24,health,1,2011-07-01,",
        "assignments.csv, fila 4, columna since: La asignación que comienza el 2011-07-01 se "
        "cruza con la de la fila 3, del mismo miembro y sector. Cierre la primera el día en que "
        "comienza la segunda.",
    ),
    edit(
        "enrol overlap",
        "school_enrolments",
        "1,12,2,primaria,2009-03-15,",
        "1,12,2,primaria,2009-03-15,2011-04-01\n2,12,2,primaria,2011-03-01,",
        "school_enrolments.csv, fila 2, columna since: La matrícula que comienza el 2011-03-01 se"
        " cruza con la de la fila 1, del mismo miembro. Cierre la primera el día en que comienza "
        "la segunda.",
    ),
    edit(
        "preg overlap",
        "pregnancies",
        "2010-06-21,live-birth",
        ",",
        "pregnancies.csv, fila 2, columna last_menstruation_on: El embarazo que comienza el "
        "2011-01-20 se cruza con el de la fila 1, del mismo miembro. Anote cuándo terminó el "
        "primero, o deje uno solo si es el mismo.",
    ),
    edit(
        "preg long",
        "pregnancies",
        "2010-06-21,live-birth",
        "2010-12-21,live-birth",
        "pregnancies.csv, fila 1, columna ended_on: El embarazo termina el 2010-12-21, más de 320"
        " días después de la última regla (2009-09-15). Corrija una de las dos fechas.",
    ),
    edit(
        "detected first",
        "pregnancies",
        "2011-01-20,2011-03-14",
        "2011-03-20,2011-03-14",
        "pregnancies.csv, fila 2, columna detected_on: El embarazo se detecta el 2011-03-14, "
        "antes de la última regla (2011-03-20). Corrija una de las dos fechas.",
    ),
    edit(
        "month day",
        "service_months",
        "1,2011-05-01",
        "1,2011-05-02",
        "service_months.csv, fila 1, columna month: 2011-05-02 debe ser el primer día del mes. "
        "Escriba el mes con su día 01.",
    ),
    edit(
        "month days",
        "school_months",
        "2011-06-01,18",
        "2011-06-01,31",
        "school_months.csv, fila 2, columna days_attended: Son 31 días, y ese mes tiene 30. "
        "Corrija el número de días.",
    ),
    edit(
        "sector",
        "assignments",
        "health,1,2009",
        "health,2,2009",
        "assignments.csv, fila 2, columna service_id: El servicio 2 es del sector education, y la"
        " fila no. Revise el servicio o el sector.",
    ),
    edit(
        "measure before birth",
        "measurements",
        "2011-05-04,9800",
        "2009-05-04,9800",
        "measurements.csv, fila 1, columna measured_on: 2009-05-04 es anterior al nacimiento del "
        "miembro (2009-11-30). Revise si la fecha o el miembro son otros.",
    ),
    edit(
        "attended before birth",
        "attendances",
        "25,1,2011-05-05",
        "25,1,2010-05-05",
        "attendances.csv, fila 5, columna attended_on: 2010-05-05 es anterior al nacimiento del "
        "miembro (2010-06-21). Revise si la fecha o el miembro son otros.",
    ),
    edit(
        "vac recorded first",
        "vaccinations",
        "2010-02-04,his,2010-03-01",
        "2010-04-04,his,2010-03-01",
        "vaccinations.csv, fila 1, columna recorded_at: Se registró el 2010-03-01, antes de que "
        "ocurriera (2010-04-04). Corrija una de las dos fechas.",
    ),
    edit(
        "recorded after",
        "form_rows",
        "false,2011-07-05,\n2",
        "false,2011-08-05,\n2",
        "form_rows.csv, fila 1, columna recorded_at: 2011-08-05 es posterior al día hasta el que "
        "se conoce el corte (2011-07-15). Corrija la fecha o deje la fila para el próximo corte.",
    ),
    edit(
        "superseded nowhere",
        "attendances",
        "2011-07-01,6",
        "2011-07-01,60",
        "attendances.csv, fila 5, columna superseded_by: La corrige la fila 60, que no está en la"
        " tabla. Agregue la fila que corrige o deje el dato vacío.",
    ),
    edit(
        "superseded itself",
        "attendances",
        "2011-07-01,6",
        "2011-07-01,5",
        "attendances.csv, fila 5, columna superseded_by: Dice que se corrige a sí misma (5). "
        "Ponga el número de la fila que la corrige.",
    ),
    edit(
        "collected",
        "batches",
        "1,1,2011-06-20,2011-07-05",
        "1,1,2011-06-20,2011-06-05",
        "batches.csv, fila 1, columna collected_on: El lote se recoge el 2011-06-05, antes de "
        "entregarse (2011-06-20). Corrija una de las dos fechas.",
    ),
    edit(
        "a district's code without its zero",
        "districts",
        "030101,Abancay",
        "30101,Abancay",
        "places.csv, fila 1, columna district: «030101» no existe en districts.district. Agregue "
        "esa fila a la otra tabla o corrija el código.",
        "places.csv, fila 2, columna district: «030101» no existe en districts.district. Agregue "
        "esa fila a la otra tabla o corrija el código.",
        "services.csv, fila 1, columna district: «030101» no existe en districts.district. "
        "Agregue esa fila a la otra tabla o corrija el código.",
        "services.csv, fila 2, columna district: «030101» no existe en districts.district. "
        "Agregue esa fila a la otra tabla o corrija el código.",
        "districts.csv, fila 1, columna district: «30101» no es un código de 6 dígitos. Escríbalo"
        " completo, con sus ceros a la izquierda.",
    ),
    edit(
        "a place's code that lost digits",
        "places",
        "0301010025",
        "03010100",
        "places.csv, fila 2, columna code: «03010100» no es un código de 10 dígitos. Escríbalo "
        "completo, con sus ceros a la izquierda.",
    ),
)
