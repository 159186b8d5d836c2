"""``docs/words.md``: what households hear or read, Spanish and Quechua side by side, and who reviewed it."""

from juntos.programme.tellings import quechua, sentences

_HEAD = """# Palabras

Lo que un hogar oye o lee, en español y en quechua (Ayacucho-Chanka), tal como está en
`src/juntos/programme/words/`. Una frase en quechua que nadie ha revisado se imprime junto a la frase en
español, nunca sola. Esta página se genera del código: no se edita a mano.
"""


def words_page() -> str:
    """The page, as Markdown."""
    said, other = sentences("es"), quechua()
    waiting = [code for code, sentence in other.items() if sentence.by is None]
    done = [code for code in other if code not in waiting]
    missing = [code for code in said if code not in other and not code.startswith(_APART)]
    lines = [
        _HEAD,
        f"Frases en quechua: {len(other)}; revisadas: {len(done)}; sin revisar: {len(waiting)}.",
        "",
    ]
    lines += ["## Sin revisar", "", *_table(waiting)]
    if done:
        lines += ["", "## Revisadas", "", *_table(done)]
    lines += ["", "## Solo en español", "", *(f"- `{code}`: {said[code]}" for code in missing)]
    return "\n".join(lines) + "\n"


# What is for who checks, not for the household.
_APART = ("heading-", "check.", "rule", "title", "what-if")


def _table(codes: list[str]) -> list[str]:
    said, other = sentences("es"), quechua()
    rows = [f"| `{code}` | {said[code]} | {other[code].text} | {other[code].by or '—'} |" for code in codes]
    return ["| Frase | Español | Quechua | Revisó |", "|---|---|---|---|", *rows]
