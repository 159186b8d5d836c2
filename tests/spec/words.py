"""The words of the manual: each code of a decision as a lawyer reads it."""

RULES = {
    "cred": "control CRED",
    "prenatal": "control prenatal",
    "inicial": "asistir a inicial",
    "school": "asistir a la escuela",
    "none": "nada",
}
WAIVERS = {
    "not-affiliated": "el hogar no está afiliado",
    "left": "ya no está en el hogar o el hogar salió",
    "not-born": "aún no había nacido",
    "age": "no es miembro objetivo",
    "affiliated-this-period": "el hogar se afilió en este período",
    "too-recent": "hace muy poco que se le podría pedir",
    "school-holidays": "vacaciones escolares",
    "no-school-days": "su escuela no tuvo días de clase",
}
FINDINGS = {
    "complies": "cumple",
    "does_not_comply": "no cumple",
    "not_verified": "no verificado",
    "not_applicable": "no se le exige",
}
FINDING_REASONS = {
    "attended": "asistió",
    "too-few-attendances": "asistió menos veces de las exigidas",
    "no-attendance": "el formato firmado no anota asistencia",
    "low-attendance": "asistió menos de lo exigido",
    "not-promoted": "no pasó de grado",
    "no-record": "no llegó ningún registro",
    "unsigned": "el formato no está firmado",
    "no-calendar": "no consta el calendario de la escuela",
} | WAIVERS
RESULTS = FINDINGS | {"excepted": "exceptuado"}
BASES = {
    "evidence": "la evidencia",
    "approved_exception": "una excepción aprobada",
    "attributed_excuse": "la excusa propuesta por la atribución",
    "pay_not_verified": "lo no verificado se paga",
}
HOLDS = {
    "supply_suspected": "en espera: se sospecha del servicio",
    "contact_owed": "en espera: falta contactar al hogar",
}
ATTRIBUTIONS = {
    "record": "el registro",
    "programme": "el programa",
    "supply": "el servicio",
    "access": "el acceso",
    "demand_justified": "la familia, con justificación",
    "demand": "la familia",
    "unknown": "no se sabe",
}
SOURCES = {
    "form": "formato",
    "his": "HIS-MINSA",
    "sien": "SIEN",
    "siagie": "SIAGIE",
    "carnet": "carné",
    "clinic_history": "historia clínica",
}
KINDS = {"cred": "CRED", "prenatal": "prenatal", "postnatal": "puerperio", "other": "otra atención"}
HOUSEHOLD = RESULTS | {"partial": "cumple en parte", "held": "en espera"}
PAY_REASONS = {
    "affiliation": "por afiliación",
    "complies": "cumple",
    "partial": "cumple en parte",
    "excepted": "exceptuado",
    "not-verified-paid": "sin verificar; el programa debe la verificación",
    "warning": "solo advertencia",
    "does-not-comply": "no cumple",
    "blocked": "bloqueado: se guarda hasta que cumpla",
    "held-supply-suspected": "en espera: se sospecha del servicio",
    "held-contact-owed": "en espera: falta contactar al hogar",
    "not-verified-unpaid": "sin verificar",
    "hold-titular": "retenido: sin titular",
    "hold-agreement": "retenido: sin acuerdo firmado",
    "hold-class-expired": "retenido: clasificación vencida",
    "hold-duplicate": "retenido: duplicado",
    "hold-uncollected": "retenido: pagos sin cobrar",
    "hold-death": "retenido: fallecimiento del titular",
    "hold-fraud": "retenido: registro en revisión",
    "disaffiliated": "desafiliado",
    "no-target-member": "sin miembros objetivo",
    "left": "el hogar salió del programa",
    "not-affiliated": "el hogar no está afiliado",
}
STATES = {
    "affiliated": "afiliado",
    "active": "activo",
    "suspended": "suspendido",
    "on_hold": "retenido",
    "in_exit": "en salida",
    "disaffiliated": "desafiliado",
    "exited": "fuera del programa",
}
LINES = {
    "affiliation": "afiliación",
    "coresponsibility": "corresponsabilidad",
    "arrears": "lo que estaba guardado",
    "tpi": "TPI",
    "tpi_urban": "TPI urbana",
    "tas": "TAS",
}
STANDINGS = {
    "nothing-due": "todavía no le toca nada",
    "complete": "al día",
    "late": "se hizo fuera de plazo",
    "missing": "falta",
}
