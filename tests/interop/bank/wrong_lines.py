"""The table of wrong fixed-width files, and of files that are nothing of the bank."""

from tests.interop.bank.wrong import Wrong, twice_line, without_line

WRONG_LINES: tuple[Wrong, ...] = (
    Wrong(
        "vacío",
        "response",
        "RES.txt está vacío. Pida al banco que lo envíe otra vez. No se registró nada.",
        change=lambda data: b"",
    ),
    Wrong(
        "una fotografía del recibo",
        "response",
        "RES.txt no es un archivo del banco que se conozca: empieza con «ÿØÿà1RESBN-1». Revise "
        "que sea el archivo que envió el banco, sin abrirlo ni guardarlo con otro programa. No se"
        " registró nada.",
        change=lambda data: b"\xff\xd8\xff\xe0" + data,
    ),
    Wrong(
        "una hoja de cálculo",
        "response",
        "RES.txt no es un archivo del banco que se conozca: empieza con «PK··1RESBN-1». Revise "
        "que sea el archivo que envió el banco, sin abrirlo ni guardarlo con otro programa. No se"
        " registró nada.",
        change=lambda data: b"PK\x03\x04" + data,
    ),
    Wrong(
        "la orden en ancho fijo, en vez de la respuesta",
        "order",
        "orden.txt es una orden (order), no una respuesta del banco. Elija el archivo que envió "
        "el banco. No se registró nada.",
    ),
    Wrong(
        "convertido a UTF-8",
        "response",
        "RES.txt, línea 1: el archivo está en UTF-8 y el acordado es Latin-1, por eso los campos "
        "están corridos. Pida al banco que lo envíe en Latin-1, o vuelva a bajarlo sin "
        "convertirlo. No se registró nada.",
        put=((b"BN-1   ", b"BN-\xc3\x91  "),),
    ),
    Wrong(
        "fin de línea de otro sistema",
        "response",
        "RES.txt, línea 1: la línea no termina como se acordó (CR y LF). El archivo se cortó o "
        "pasó por un editor: pida el original. No se registró nada.",
        change=lambda data: data.replace(b"\r\n", b"\n"),
    ),
    Wrong(
        "una línea cortada",
        "response",
        "RES.txt, línea 2: tiene 109 caracteres y deben ser 110. La línea está cortada o corrida:"
        " pida al banco el archivo otra vez. No se registró nada.",
        put=((b" \r\n2", b"\r\n2"),),
    ),
    Wrong(
        "sin cabecera",
        "response",
        "RES.txt no es un archivo del banco que se conozca: empieza con «20000001L101». Revise "
        "que sea el archivo que envió el banco, sin abrirlo ni guardarlo con otro programa. No se"
        " registró nada.",
        change=without_line(1),
    ),
    Wrong(
        "sin cierre",
        "response",
        "RES.txt, línea 3: el archivo termina sin su registro de cierre. Está incompleto: pida al"
        " banco el archivo entero. No se registró nada.",
        change=without_line(4),
    ),
    Wrong(
        "dos archivos pegados",
        "collection",
        "COB.txt, línea 5: un registro «1» no va ahí; el orden es 1, 2…2, 9. Falta la cabecera o "
        "el cierre, o hay dos archivos pegados: pida el original. No se registró nada.",
        change=lambda data: data + data,
    ),
    Wrong(
        "falta una línea",
        "collection",
        "COB.txt, línea 2: la secuencia dice 2 y toca 1. Falta o sobra una línea: pida al banco "
        "el archivo completo. No se registró nada.",
        change=without_line(2),
    ),
    Wrong(
        "una línea repetida",
        "collection",
        "COB.txt, línea 3: la secuencia dice 1 y toca 2. Falta o sobra una línea: pida al banco "
        "el archivo completo. No se registró nada.",
        change=twice_line(2),
    ),
    Wrong(
        "el cierre cuenta otra cosa",
        "collection",
        "COB.txt: «cantidad» dice que hay 3, y en el archivo hay 2. Falta o sobra una parte: pida"
        " al banco el archivo completo. No se registró nada.",
        put=((b"90000002", b"90000003"),),
    ),
    Wrong(
        "el cierre suma otra cosa",
        "collection",
        "COB.txt: «total» dice S/ 400,10, y lo que trae el archivo suma S/ 400,00. No cuadra: "
        "pida al banco que lo revise y lo envíe otra vez. No se registró nada.",
        put=((b"90000002000000000000040000", b"90000002000000000000040010"),),
    ),
    Wrong(
        "un importe con letras",
        "response",
        "RES.txt, línea 2: el campo «importe» dice «0000000200OO»; se espera 0-9. Pida al banco "
        "que corrija ese campo y envíe el archivo otra vez. No se registró nada.",
        put=((b"000000020000", b"0000000200OO"),),
    ),
    Wrong(
        "un día que no existe",
        "response",
        "RES.txt, línea 2: el campo «fecha» dice «20110231»; se espera AAAAMMDD. Pida al banco "
        "que corrija ese campo y envíe el archivo otra vez. No se registró nada.",
        put=((b"20110705", b"20110231"),),
    ),
    Wrong(
        "un estado de otra tabla",
        "collection",
        "COB.txt, línea 2: «estado» dice «P»; se conocen C, D. Pregunte al banco qué quiere decir"
        " ese estado. No se registró nada.",
        put=((b"C    2011", b"P    2011"),),
    ),
    Wrong(
        "un cobro con motivo",
        "collection",
        "COB.txt, línea 2: el motivo en «motivo» es «N01», que no está en la tabla de motivos o "
        "no corresponde a ese estado. Pregunte al banco qué quiere decir; los motivos que se "
        "conocen están en docs/bank.md. No se registró nada.",
        put=((b"C    2011", b"CN01 2011"),),
    ),
    Wrong(
        "en otra moneda",
        "response",
        "RES.txt, línea 1: el campo «moneda» dice «USD»; se espera PEN. Pida al banco que corrija"
        " ese campo y envíe el archivo otra vez. No se registró nada.",
        put=((b"PEN", b"USD"),),
    ),
    Wrong(
        "letras donde no va nada",
        "response",
        "RES.txt, línea 2: el campo «libre» dice «X»; se espera (en blanco). Pida al banco que "
        "corrija ese campo y envíe el archivo otra vez. No se registró nada.",
        put=((b"000000020000 ", b"000000020000X"),),
    ),
)
