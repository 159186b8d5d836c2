"""What an attendance left behind, and the words of sources and matches: shared by paper and histories."""

from juntos.core.coresponsibility.tables import ATTENDANCES, SOURCES

NOT_LISTED, COMPLIED, ABSENT, RECORD_TOLD, RECORD_LATE, RECORD_MISDATED, UNWRITTEN = range(7)
FORM, HIS, SIEN, SIAGIE, CARNET, CLINIC_HISTORY = range(len(SOURCES))
MATCHES = next(column.values for column in ATTENDANCES.columns if column.name == "matched_by")
LIST, DNI, LINKAGE, PERSON = range(len(MATCHES))

__all__ = ["MATCHES", "SOURCES"]
