"""The table of wrong messages of ISO 20022."""

from tests.interop.bank.wrong import Wrong, without_items

WRONG_MESSAGES: tuple[Wrong, ...] = (
    Wrong(
        "la misma orden que se envió",
        "pain.001",
        "orden.xml es una orden (pain.001.001.09), no una respuesta del banco. Elija el archivo "
        "que envió el banco. No se registró nada.",
    ),
    Wrong(
        "XML cortado a la mitad",
        "pain.002",
        "estado.xml, línea 5: el archivo está cortado o dañado. Pida al banco el archivo "
        "completo; no lo corrija a mano. No se registró nada.",
        change=lambda data: data[: len(data) // 2],
    ),
    Wrong(
        "XML con una definición propia (DTD)",
        "pain.002",
        "estado.xml, línea 2: trae una definición propia («<!DOCTYPE»), que un archivo de banco "
        "no lleva y que puede hacer daño. No lo use. Avise al banco y al responsable de sistemas."
        " No se registró nada.",
        put=((b"<Document", b'<!DOCTYPE d [<!ENTITY a "b">]><Document'),),
    ),
    Wrong(
        "XML en UTF-16",
        "camt.053",
        "cuenta.xml, línea 1: el texto está en UTF-16; se lee UTF-8. Pida al banco que lo envíe "
        "en UTF-8. No se registró nada.",
        put=((b"UTF-8", b"UTF-16"),),
        change=lambda data: data.decode().encode("utf-16"),
    ),
    Wrong(
        "otra versión del mensaje",
        "pain.002",
        "estado.xml, línea 1: el mensaje es «pain.002.001.03»; se leen pain.001.001.09, "
        "pain.002.001.10, camt.053.001.08. Pida al banco una de esas versiones. No se registró "
        "nada.",
        put=((b"pain.002.001.10", b"pain.002.001.03"),),
    ),
    Wrong(
        "otro mensaje",
        "camt.053",
        "cuenta.xml, línea 1: el mensaje es «camt.054.001.08»; se leen pain.001.001.09, "
        "pain.002.001.10, camt.053.001.08. Pida al banco una de esas versiones. No se registró "
        "nada.",
        put=((b"camt.053.001.08", b"camt.054.001.08"),),
    ),
    Wrong(
        "sin código de archivo",
        "pain.002",
        "estado.xml, línea 4: «CreDtTm» no va en ese lugar; se espera «MsgId». Pida al banco que "
        "corrija el archivo y lo envíe otra vez. No se registró nada.",
        put=((b"<MsgId>BN-1</MsgId>", b""),),
    ),
    Wrong(
        "un elemento que no va ahí",
        "pain.002",
        "estado.xml, línea 5: «Estado» no va en ese lugar; se espera «GrpSts, StsRsnInf, "
        "NbOfTxsPerSts». Pida al banco que corrija el archivo y lo envíe otra vez. No se registró"
        " nada.",
        put=((b"<GrpSts>", b"<Estado>x</Estado><GrpSts>"),),
    ),
    Wrong(
        "una fecha al revés",
        "camt.053",
        "cuenta.xml, línea 9: «Dt» dice «05/07/2011», que la norma del mensaje no admite. Pida al"
        " banco que corrija ese dato y envíe el archivo otra vez. No se registró nada.",
        put=((b"<BookgDt><Dt>2011-07-05", b"<BookgDt><Dt>05/07/2011"),),
    ),
    Wrong(
        "un importe con coma",
        "camt.053",
        "cuenta.xml, línea 6: «Amt» dice «200,00», que la norma del mensaje no admite. Pida al "
        "banco que corrija ese dato y envíe el archivo otra vez. No se registró nada.",
        put=((b">200.00<", b">200,00<"),),
    ),
    Wrong(
        "en dólares",
        "camt.053",
        "cuenta.xml, línea 6: «Amt» está en USD; el programa paga en PEN. No lo use: pida al "
        "banco el archivo en soles. No se registró nada.",
        put=((b'Ccy="PEN"', b'Ccy="USD"'),),
    ),
    Wrong(
        "un estado que no se conoce",
        "pain.002",
        "estado.xml, línea 8: «TxSts» dice «NOPE»; se conocen RCVD, ACTC, ACCP, ACSP, ACWC, ACSC,"
        " PDNG, ACCC, RJCT, BLCK. Pregunte al banco qué quiere decir ese estado. No se registró "
        "nada.",
        put=((b"<TxSts>RJCT", b"<TxSts>NOPE"),),
    ),
    Wrong(
        "un motivo que no se conoce",
        "pain.002",
        "estado.xml, línea 8: el motivo en «Rsn» es «ZZ99», que no está en la tabla de motivos o "
        "no corresponde a ese estado. Pregunte al banco qué quiere decir; los motivos que se "
        "conocen están en docs/bank.md. No se registró nada.",
        put=((b"<Cd>MD07", b"<Cd>ZZ99"),),
    ),
    Wrong(
        "un rechazo sin motivo",
        "pain.002",
        "estado.xml, línea 8: el motivo en «Rsn» es «», que no está en la tabla de motivos o no "
        "corresponde a ese estado. Pregunte al banco qué quiere decir; los motivos que se conocen"
        " están en docs/bank.md. No se registró nada.",
        put=((b"<StsRsnInf><Rsn><Cd>MD07</Cd></Rsn></StsRsnInf>", b""),),
    ),
    Wrong(
        "menos ítems que los declarados",
        "pain.002",
        "estado.xml: «NbOfTxsPerSts ACCP» dice que hay 7, y en el archivo hay 1. Falta o sobra "
        "una parte: pida al banco el archivo completo. No se registró nada.",
        put=((b"<DtldNbOfTxs>1", b"<DtldNbOfTxs>7"),),
    ),
    Wrong(
        "el mismo ítem dos veces",
        "pain.002",
        "estado.xml, línea 8: el ítem L101-2011-3-P0-0 ya estaba en la línea 7 del mismo archivo."
        " Pida al banco que diga cuál de las dos vale. No se registró nada.",
        put=((b"<OrgnlEndToEndId>L102", b"<OrgnlEndToEndId>L101"),),
    ),
    Wrong(
        "todo rechazado y un ítem aceptado",
        "pain.002",
        "estado.xml, línea 5: el archivo se contradice: «GrpSts» dice RJCT / ACCP. Pida al banco "
        "que diga cuál vale. No se registró nada.",
        put=(
            (
                b"<GrpSts>PART</GrpSts>",
                b"<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>AM04</Cd></Rsn></StsRsnInf>",
            ),
        ),
    ),
    Wrong(
        "respuesta a un cobro de otro sistema",
        "pain.002",
        "estado.xml: responde a un mensaje «pain.008.001.08», y las órdenes del programa son "
        "pain.001. Revise que el archivo sea para el programa. No se registró nada.",
        put=((b"pain.001.001.09", b"pain.008.001.08"),),
    ),
    Wrong(
        "no dice nada de la orden",
        "pain.002",
        "estado.xml no dice nada de la orden ni de ninguno de sus ítems. Pida al banco la "
        "respuesta completa. No se registró nada.",
        put=((b"<GrpSts>PART</GrpSts>", b""),),
        change=without_items,
    ),
    Wrong(
        "estado de cuenta cuya suma no cuadra",
        "camt.053",
        "cuenta.xml: «TtlNtries/Sum» dice S/ 400,10, y lo que trae el archivo suma S/ 400,00. No "
        "cuadra: pida al banco que lo revise y lo envíe otra vez. No se registró nada.",
        put=((b"<Sum>400.00", b"<Sum>400.10"),),
    ),
    Wrong(
        "un asiento que no suma lo de sus pagos",
        "camt.053",
        "cuenta.xml: «Ntry/Amt» dice S/ 300,00, y lo que trae el archivo suma S/ 200,00. No "
        "cuadra: pida al banco que lo revise y lo envíe otra vez. No se registró nada.",
        put=(
            (b'<Ntry><Amt Ccy="PEN">200.00', b'<Ntry><Amt Ccy="PEN">300.00'),
            (b"<Sum>400.00", b"<Sum>500.00"),
            (
                b'<Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="PEN">200.00',
                b'<Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="PEN">300.00',
            ),
        ),
    ),
    Wrong(
        "un saldo final que no sale",
        "camt.053",
        "cuenta.xml, línea 5: el saldo final dice S/ 200,10; con el saldo inicial y los "
        "movimientos sería S/ 200,00. El estado de cuenta no cuadra: pida al banco que lo revise."
        " No se registró nada.",
        put=(
            (
                b'<Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="PEN">200.00',
                b'<Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="PEN">200.10',
            ),
        ),
    ),
    Wrong(
        "faltan pagos de un asiento",
        "camt.053",
        "cuenta.xml: «Btch/NbOfTxs» dice que hay 2, y en el archivo hay 1. Falta o sobra una "
        "parte: pida al banco el archivo completo. No se registró nada.",
        put=((b"<NbOfTxs>1", b"<NbOfTxs>2"),),
    ),
    Wrong(
        "una devolución sin motivo",
        "camt.053",
        "cuenta.xml, línea 15: el motivo en «RtrInf/Rsn» es «», que no está en la tabla de "
        "motivos o no corresponde a ese estado. Pregunte al banco qué quiere decir; los motivos "
        "que se conocen están en docs/bank.md. No se registró nada.",
        put=((b"<RtrInf><Rsn><Cd>NOAS</Cd></Rsn></RtrInf>", b""),),
    ),
    Wrong(
        "un pago sin la orden a que pertenece",
        "camt.053",
        "cuenta.xml, línea 11: en «TxDtls/Refs» falta «MsgId». Pida al banco que corrija el "
        "archivo y lo envíe otra vez. No se registró nada.",
        put=((b"<MsgId>OP-2011-3-03-01</MsgId>", b""),),
    ),
    Wrong(
        "el mismo cobro dos veces",
        "camt.053",
        "cuenta.xml, línea 15: el ítem L101-2011-3-P0-0 ya estaba en la línea 11 del mismo "
        "archivo. Pida al banco que diga cuál de las dos vale. No se registró nada.",
        put=(
            (b"<EndToEndId>L102", b"<EndToEndId>L101"),
            (b"CRDT</CdtDbtInd><Sts>", b"DBIT</CdtDbtInd><Sts>"),
            (
                b'<Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="PEN">200.00',
                b'<Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="PEN">600.00',
            ),
        ),
    ),
    Wrong(
        "orden con otra cantidad",
        "pain.001",
        "orden.xml: «GrpHdr/NbOfTxs» dice que hay 4, y en el archivo hay 3. Falta o sobra una "
        "parte: pida al banco el archivo completo. No se registró nada.",
        put=((b"<NbOfTxs>3", b"<NbOfTxs>4"),),
    ),
    Wrong(
        "orden con otra suma",
        "pain.001",
        "orden.xml: «GrpHdr/CtrlSum» dice S/ 800,40, y lo que trae el archivo suma S/ 800,50. No "
        "cuadra: pida al banco que lo revise y lo envíe otra vez. No se registró nada.",
        put=((b"<CtrlSum>800.50", b"<CtrlSum>800.40"),),
    ),
    Wrong(
        "orden con un ítem dos veces",
        "pain.001",
        "orden.xml, fila 2, columna EndToEndId: El ítem 2 repite el código L101-2011-3-P0-0, que "
        "ya tiene el ítem 1: se pagaría dos veces. No se envía. Revise la planilla de ese hogar.",
        put=((b"L102-2011-3-P0-0", b"L101-2011-3-P0-0"),),
    ),
    Wrong(
        "orden con una cuenta mal copiada",
        "pain.001",
        "orden.xml, fila 1, columna cci: El CCI «01836100010003254361» no es correcto: son 20 "
        "cifras y las dos últimas se calculan de las otras. Pida otra vez el número de cuenta; un"
        " error de una cifra lo explica.",
        put=((b"018361000100032542", b"018361000100032543"),),
    ),
    Wrong(
        "orden sin medio de pago",
        "pain.001",
        "orden.xml, línea 5: «BtchBookg» no va en ese lugar; se espera «PmtMtd». Pida al banco "
        "que corrija el archivo y lo envíe otra vez. No se registró nada.",
        put=((b"<PmtMtd>TRF</PmtMtd>", b""),),
    ),
)
