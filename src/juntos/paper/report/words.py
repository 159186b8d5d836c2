"""The words of the report: what a code is called when people read it."""

from juntos.paper import colours
from juntos.paper.report.parts import Swatch

STATE, ACCESS, FAMILY, UNKNOWN = "state", "access", "family", "unknown"
CAUSES = {
    "supply": "El servicio no pudo atender",
    "programme": "El programa falló (formatos, padrón)",
    "record": "Se atendió, pero no quedó registrado",
    "access": "El camino o la distancia",
    "demand_justified": "La familia, con motivo justificado",
    "demand": "La familia",
    "unknown": "Aún no se sabe",
}
CAUSE_GROUPS = {
    "supply": STATE,
    "programme": STATE,
    "record": STATE,
    "access": ACCESS,
    "demand_justified": FAMILY,
    "demand": FAMILY,
    "unknown": UNKNOWN,
}
GROUP_SWATCHES = {
    STATE: Swatch("E", "el Estado: servicio, programa o registro", colours.BAD),
    ACCESS: Swatch("C", "el camino o la distancia", colours.WATCH),
    FAMILY: Swatch("F", "la familia, con motivo o sin él", colours.GREY_DARK),
    UNKNOWN: Swatch("?", "aún no se sabe", colours.GREY, is_hatched=True),
}
GROUP_SHORT = {STATE: "El Estado", ACCESS: "El camino", FAMILY: "La familia", UNKNOWN: "Aún no se sabe"}
REASONS = {
    "attended-elsewhere": "Tuvo la atención; consta en otra fuente",
    "schooled-elsewhere": "Asistió a clase; consta en otra fuente",
    "attended-with-proof": "Tuvo la atención; lo prueba una constancia",
    "batch-lost": "Se perdió el lote de formatos",
    "batch-not-delivered": "El formato no se entregó al servicio",
    "batch-late": "El formato se entregó tarde",
    "batch-not-returned": "El formato no volvió del servicio",
    "batch-reported": "El servicio avisó que no recibió el formato a tiempo",
    "padron-error": "Error del padrón",
    "not-in-list": "No estaba en la lista del servicio",
    "moved-unrecorded": "Se mudó y el padrón no lo recogió",
    "service-closed": "El servicio estuvo cerrado",
    "closed-on-visit-days": "El servicio cerró los días de cita",
    "supplies-out": "Faltó personal, vacuna, hierro o equipo",
    "service-refused": "El servicio negó la atención",
    "supply-reported": "Varias familias avisaron que el servicio no atendió",
    "road-cut": "El camino estuvo cortado",
    "far-without-outreach": "Vive lejos y no hubo visita itinerante",
    "access-reported": "Varias familias avisaron que no había paso",
    "far-reported": "Varias familias avisaron que el servicio queda lejos",
    "illness": "Motivo de salud justificado",
    "bereavement": "Duelo en la familia",
    "migration-first": "Viaje por trabajo, primera vez",
    "migration": "Viaje por trabajo",
    "did-not-attend": "No asistió, sin motivo anotado",
    "declined": "La familia no quiso la atención",
    "moved-without-notice": "Se mudó sin avisar",
    "contacted": "No asistió; se conversó con la familia",
    "supply-suspected": "Se sospecha del servicio; falta visitarlo",
    "reported-alone": "Una sola familia lo avisó; falta comprobarlo",
    "contact-owed": "Falta conversar con la familia",
    "not-verified": "No llegó ningún registro",
}
GROUPS = {
    "early": "Primera infancia",
    "preschool": "De 3 a 5 años",
    "school": "De 6 años a más",
    "none": "Sin miembro objetivo",
}
GROUPS_LONG = "Primera infancia reúne a los hogares con niñas y niños menores de 3 años o gestantes."
STATES = {
    "affiliated": "Recién afiliado",
    "active": "Activo",
    "suspended": "Suspendido",
    "on_hold": "Retenido por trámite",
    "in_exit": "En salida",
    "disaffiliated": "Desafiliado",
    "exited": "Salió del programa",
}
SECTORS = {"health": "Salud", "education": "Educación"}
SAVED = {
    STATE: "El servicio, el programa o el registro fallaron",
    ACCESS: "El camino o la distancia",
    FAMILY: "Motivo justificado de la familia",
    UNKNOWN: "No llegó registro: el programa debe verificar",
}
KINDS = {"cred": "Controles CRED", "vaccines": "Vacunas", "prenatal": "Controles prenatales"}
MARKS = {
    "C": "calculado",
    "I": "inferido",
    "K": "sin comprobar",
    "D": "diseño del sistema",
}
