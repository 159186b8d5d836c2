"""What a code of the cycle is called on its pages."""

from juntos.paper.report.words import CAUSES, GROUPS, REASONS, SECTORS

STATES = {"taken": "Corte tomado", "run": "Corrido, sin registrar", "posted": "Registrado"}
TONES = {"taken": "watch", "run": "watch", "posted": "good"}
PAY_REASONS = {
    "affiliation": "Pago de afiliación",
    "complies": "Cumplió",
    "partial": "Cumplió en parte",
    "excepted": "Con excusa",
    "not-verified-paid": "No se pudo verificar; se paga",
    "warning": "No cumplió; advertencia, se paga",
    "does-not-comply": "No cumplió",
    "blocked": "Suspendido por faltas anteriores",
    "held-supply-suspected": "Retenido: se sospecha del servicio",
    "held-contact-owed": "Retenido: falta conversar con la familia",
    "not-verified-unpaid": "No se pudo verificar",
    "hold-titular": "Retenido: falta titular",
    "hold-agreement": "Retenido: falta el acuerdo firmado",
    "hold-class-expired": "Retenido: venció su clasificación",
    "hold-duplicate": "Retenido: puede estar dos veces",
    "hold-uncollected": "Retenido: no cobró antes",
    "hold-death": "Retenido: falleció el titular",
    "hold-fraud": "Retenido: datos por aclarar",
    "disaffiliated": "Desafiliado",
    "no-target-member": "Sin miembros con compromisos",
    "left": "Salió del programa",
    "not-affiliated": "No está afiliado",
}
HAPPENED = {
    ("closure", "strike"): "Cerrado por huelga",
    ("closure", "no-staff"): "Cerrado por falta de personal",
    ("closure", "disaster"): "Cerrado por desastre o mal tiempo",
    ("closure", "other"): "Cerrado por otra causa",
    ("incident", "staff"): "Faltó personal",
    ("incident", "vaccine"): "Faltaron vacunas",
    ("incident", "iron"): "Faltó hierro",
    ("incident", "equipment"): "Faltó equipo",
}
WORKS = {
    "take": "Tomar el corte",
    "run": "Correr el período",
    "post": "Registrar los resultados",
    "try": "Probar otra regla",
    "find": "Buscar duplicados",
    "open": "Abrir el período",
    "print": "Imprimir los formatos",
}
# What a search for duplicates is doing; the parts of the other kinds are tables, which have their names.
PARTS = {
    "read": "leer a las personas",
    "compare": "comparar a cada una",
    "keep": "guardar los pares",
    "lists": "sellar las listas",
}
WORK_STATES = {"going": "En marcha", "done": "Terminado", "refused": "No se hizo", "stopped": "Interrumpido"}
WORK_TONES = {"going": "watch", "done": "good", "refused": "bad", "stopped": "bad"}

__all__ = ["CAUSES", "GROUPS", "REASONS", "SECTORS"]
