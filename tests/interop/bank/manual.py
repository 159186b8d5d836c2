"""Prints docs/bank.md, for treasury and bank, from the layouts, the reasons and the tables of tests."""

from collections.abc import Iterator

from juntos.interop.bank.layouts import FILES, RECORDS, TYPES, layout
from juntos.interop.bank.pain002 import STATUSES
from juntos.interop.bank.reasons import bank_reasons
from tests.interop.bank.wrong import Wrong
from tests.interop.bank.wrong_lines import WRONG_LINES
from tests.interop.bank.wrong_messages import WRONG_MESSAGES

OPENING = f"""# Los archivos del banco

Qué archivos van y vienen entre el programa y el banco, cómo son, y qué se dice de cada archivo que llega
mal. La página se imprime de las tablas del código (`make docs`).

Una **orden** pide al banco que pague, en soles, un ítem por hogar. Cada ítem tiene un código que es
único para siempre, `L12034-2011-3-P0-0`: hogar, período, lo que se paga (P la planilla entera, A
afiliación, C corresponsabilidad, S suplemento, R devengado), revisión de la planilla y número de
reemisión. Una reemisión es un ítem nuevo, y su código dice a cuál reemplaza: el mismo, con el número
anterior.

## Quién envía qué, y cuándo

| archivo | quién | cuándo | formatos |
|---|---|---|---|
| orden | el programa | aprobada la planilla | pain.001.001.09, o ancho fijo `ORD` |
| respuesta | el banco | al recibirla y al disponer el dinero | pain.002.001.10, o ancho fijo `RES` |
| cobros y devoluciones | el banco | mientras se paga y al vencer | camt.053.001.08, o ancho fijo `COB` |

- Una orden con una falla no se escribe: un ítem dos veces, un CCI cuyos dígitos de control no salen, un
  importe que no se puede pagar, una cuenta y un punto de pago a la vez, o ninguno. Se escribe entera o
  no se escribe.
- Una respuesta se lee entera o no se lee. Si algo del archivo está mal, no se registra nada de él.
- De un archivo bien hecho, cada respuesta vale por sí misma: lo que no corresponde a la orden, o
  contradice lo que el banco ya dijo, se informa y no mueve dinero. Lo mismo dos veces no mueve nada la
  segunda.
- Si el banco dice que recibió otra cantidad u otra suma que la enviada, no se registra nada de ese
  archivo.

## Qué puede seguir a qué

| lo último que dijo el banco | puede decir después |
|---|---|
| nada | recibido, a disposición, rechazado, bloqueado, cobrado, devuelto |
| recibido | a disposición, rechazado, bloqueado, cobrado, devuelto |
| a disposición | bloqueado, cobrado, devuelto |
| rechazado, bloqueado, cobrado o devuelto | nada más: lo contrario es una contradicción |

Lo cobrado y lo devuelto estuvieron antes a disposición, aunque el banco no lo haya dicho. Una noticia
atrasada (recibido, después de cobrado) no agrega nada.

## ISO 20022

- **Orden, pain.001.001.09.** Un solo `PmtInf`. Moneda `PEN`. Cuentas como CCI, en `Id/Othr/Id` con
  `SchmeNm/Prtry` = `CCI`. DNI en `Cdtr/Id/PrvtId/Othr` con `SchmeNm/Cd` = `NIDN`; RUC de quien ordena
  con `TXID`. El canal, en `PmtTpInf/LclInstrm/Prtry`. Quien cobra en efectivo no tiene `CdtrAcct`, y sí
  `InstrForCdtrAgt` con `HOLD` y el punto de pago. `NbOfTxs` y `CtrlSum` van en el grupo y en la
  instrucción.
- **Respuesta, pain.002.001.10.** Estados: {", ".join(STATUSES)}. `GrpSts` o `PmtInfSts` valen para los
  ítems que no se nombran; `PART`, para ninguno. Un rechazo o un bloqueo llevan motivo.
- **Estado de cuenta, camt.053.001.08.** Cuentan los asientos `BOOK`. Un débito pone el ítem a
  disposición en su cuenta, o es un cobro si su familia es `CNTR` (efectivo en ventanilla). Un crédito
  con `RtrInf` es una devolución. Cada detalle lleva `EndToEndId`, y la orden en `Refs/MsgId` o en
  `Btch/MsgId`. Lo que no lleva `EndToEndId` (fondos, portes) entra en las sumas y no responde a nada.
- Se lee UTF-8, sin DTD ni entidades. Cada mensaje se compara con un perfil del esquema de la norma.
- **CCI.** Entidad (3), oficina (3), cuenta (12) y dos dígitos de control: módulo 10 con pesos 1, 2, 1,
  2…, el primero de entidad y oficina, el segundo de la cuenta. La regla no está en una norma pública
  (K): se cumple en las cuentas que los bancos publican como ejemplo.

## Ancho fijo para el Banco de la Nación

El formato del banco no es público; este es nuestro (D), para acordarlo con él. Texto en Latin-1; cada
línea termina en CR y LF, también la última, y todas las de un archivo miden lo mismo. Una cabecera, un
registro por ítem, un cierre con cantidad y suma. Los importes van en céntimos.

| tipo | qué es | relleno |
|---|---|---|
"""
KINDS = {"order": "Orden", "response": "Respuesta", "collection": "Cobros y devoluciones"}
RECORD_NAMES = {"head": "cabecera", "detail": "ítem", "tail": "cierre"}


def page() -> str:
    """The whole page."""
    types = "".join(f"| {kind} | {what} | {pad} |\n" for kind, (what, pad) in TYPES.items())
    return OPENING + types + "\n".join([*_layouts(), *_reasons(), *_wrong()]) + "\n"


def _layouts() -> Iterator[str]:
    for file in FILES:
        of = layout(file)
        yield from ("", f"### {KINDS[file]}, `{of.name}`: líneas de {of.width} caracteres", "")
        yield from (
            "| registro | campo | desde | hasta | tipo | valor | qué es |",
            "|---|---|---|---|---|---|---|",
        )
        for record in RECORDS:
            for field in of.records[record]:
                value = f"`{field.value}`" if field.value else ""
                cells = (
                    RECORD_NAMES[record],
                    field.name,
                    field.since,
                    field.last,
                    field.type,
                    value,
                    field.meaning,
                )
                yield f"| {' | '.join(map(str, cells))} |"


def _reasons() -> Iterator[str]:
    yield from ("", "## Motivos", "", "Un motivo que no está aquí no se adivina: el archivo se rechaza.", "")
    yield "Los de ancho fijo valen también en ISO 20022, en `Rsn/Prtry`."
    yield from ("", "| formato | código | qué dice el banco | nuestro código |", "|---|---|---|---|")
    names = {"iso": "ISO 20022", "bn": "ancho fijo"}
    for line in bank_reasons():
        yield f"| {names[line.scheme]} | `{line.code}` | {line.meaning} | `{line.reason}` |"


def _wrong() -> Iterator[str]:
    count = len(WRONG_LINES) + len(WRONG_MESSAGES)
    yield from ("", "## Qué se dice de cada archivo que llega mal", "")
    yield f"Son {count} casos, cada uno con su prueba. De ninguno se registra nada."
    yield from ("", "| qué trae el archivo | qué se dice |", "|---|---|")
    yield from map(_row, (*WRONG_LINES, *WRONG_MESSAGES))


def _row(wrong: Wrong) -> str:
    return f"| {wrong.title} | {wrong.says.replace('|', chr(92) + '|')} |"
