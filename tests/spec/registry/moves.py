"""A table of moves as it is printed: what anyone may read of who does what, and with what in hand."""

from juntos.core.access import ROLES
from juntos.core.registry.states import Move
from juntos.programme.record_words import said
from juntos.programme.rules_text import mark_in_words
from tests.spec.rule import Cases


def moves_table(title: str, moves: tuple[Move, ...], words: str) -> Cases:
    return Cases(
        title,
        ("Desde", "Paso", "Queda", "Lo hace", "Tiene que haber", "Se avisa al titular", "Quién lo dice"),
        tuple(
            (
                said(words, m.since),
                said("verb", m.verb),
                f"**{said(words, m.until)}**",
                " o ".join(sorted(ROLES[role].title for role in m.roles)),
                ", ".join(said("need", need) for need in m.needs),
                "sí" if m.has_notice else "no",
                mark_in_words(m.mark),
            )
            for m in moves
        ),
    )
