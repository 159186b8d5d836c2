"""The layouts of HIS: the trace of 40 columns, and the masters that say who its patients and places are.

The trace is nominal by number: ``Id_Paciente`` and ``Id_Establecimiento`` are keys of the two masters, which
are sent with it. Names, order and widths are those of the tables that health offices load the files into
(public copies of HIS-MINSA's scripts, mark P).
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "whole", "decimal", "day", "moment"]


@dataclass(frozen=True)
class HisColumn:
    """A column: ``width`` in letters or digits; ``is_needed`` when no line can be read without its cell."""

    name: str
    kind: Kind = "text"
    width: int = 50
    is_needed: bool = False


TRACE = (
    HisColumn("Id_Cita", is_needed=True),
    HisColumn("Anio", width=4),
    HisColumn("Mes", width=2),
    HisColumn("Dia", width=2),
    HisColumn("Fecha_Atencion", "day", 10, is_needed=True),
    HisColumn("Lote", width=3),
    HisColumn("Num_Pag", "whole", 10),
    HisColumn("Num_Reg", "whole", 10),
    HisColumn("Id_Ups", width=6),
    HisColumn("Id_Establecimiento", "whole", 10, is_needed=True),
    HisColumn("Id_Paciente", is_needed=True),
    HisColumn("Id_Personal"),
    HisColumn("Id_Registrador"),
    HisColumn("Id_Financiador", width=2),
    HisColumn("Id_Condicion_Establecimiento", width=1),
    HisColumn("Id_Condicion_Servicio", width=1),
    HisColumn("Edad_Reg", "whole", 3),
    HisColumn("Tipo_Edad", width=1),
    HisColumn("Anio_Actual_Paciente", "whole", 3),
    HisColumn("Mes_Actual_Paciente", "whole", 2),
    HisColumn("Dia_Actual_Paciente", "whole", 2),
    HisColumn("Id_Turno", width=1),
    HisColumn("Codigo_Item", width=15, is_needed=True),
    HisColumn("Tipo_Diagnostico", width=1, is_needed=True),
    HisColumn("Valor_Lab", width=5),
    HisColumn("Id_Correlativo", "whole", 4),
    HisColumn("Id_Correlativo_Lab", "whole", 4),
    HisColumn("Peso", "decimal", 10),
    HisColumn("Talla", "decimal", 10),
    HisColumn("Hemoglobina", "decimal", 6),
    HisColumn("Perimetro_Abdominal", "decimal", 10),
    HisColumn("Perimetro_Cefalico", "decimal", 10),
    HisColumn("Id_Otra_Condicion", "whole", 4),
    HisColumn("Id_Centro_Poblado", width=10),
    HisColumn("Fecha_Ultima_Regla", "day", 10),
    HisColumn("Fecha_Solicitud_Hb", "day", 10),
    HisColumn("Fecha_Resultado_Hb", "day", 10),
    HisColumn("Fecha_Registro", "moment", 23),
    HisColumn("Fecha_Modificacion", "moment", 23),
    HisColumn("Id_Pais", width=3),
)
PERIOD = HisColumn("period", width=7)  # 2011_5: some offices add it when they join the months
PATIENTS = (
    HisColumn("Id_Paciente", is_needed=True),
    HisColumn("Id_Tipo_Documento_Paciente", "whole", 2),
    HisColumn("Numero_Documento_Paciente", width=15),
    HisColumn("Apellido_Paterno_Paciente"),
    HisColumn("Apellido_Materno_Paciente"),
    HisColumn("Nombres_Paciente", width=150),
    HisColumn("Fecha_Nacimiento_Paciente", "day", 10),
    HisColumn("Id_Genero", width=1),
    HisColumn("Id_Etnia", width=2),
    HisColumn("Historia_Clinica", width=15),
    HisColumn("Ficha_Familiar", width=15),
    HisColumn("Ubigeo_Nacimiento", width=6),
    HisColumn("Ubigeo_Reniec", width=6),
    HisColumn("Domicilio_Reniec", width=250),
    HisColumn("Ubigeo_Declarado", width=6),
    HisColumn("Domicilio_Declarado", width=250),
    HisColumn("Referencia_Domicilio", width=500),
    HisColumn("Id_Pais", width=3),
    HisColumn("Id_Establecimiento", "whole", 10),
    HisColumn("Fecha_Alta", "moment", 23),
    HisColumn("Fecha_Modificacion", "moment", 23),
)
FACILITIES = (
    HisColumn("Id_Establecimiento", "whole", 10, is_needed=True),
    HisColumn("Nombre_Establecimiento", width=100),
    HisColumn("Ubigueo_Establecimiento", width=6),
    HisColumn("Codigo_Unico", width=9, is_needed=True),
)
OTHER_NAMES = {  # as later layouts call the same column
    "id_correlativo_item": "Id_Correlativo",
    "id_tipo_documento": "Id_Tipo_Documento_Paciente",
    "numero_documento": "Numero_Documento_Paciente",
    "fecha_nacimiento": "Fecha_Nacimiento_Paciente",
    "genero": "Id_Genero",
    "periodo": "period",
    "renipress": "Codigo_Unico",
    "ubigeo_establecimiento": "Ubigueo_Establecimiento",
}
DNI, CNV = 1, 6  # Id_Tipo_Documento: national identity, certificate of live birth
LAYOUTS = {"trace": (*TRACE, PERIOD), "patients": PATIENTS, "facilities": FACILITIES}
