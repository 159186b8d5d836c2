"""A household's file on paper (SYS-17): the parts that its page shows, with a serial and the trail's head."""

from collections.abc import Mapping

from juntos.paper.typeset import typeset


def household_pdf(data: Mapping[str, object]) -> bytes:
    """The PDF of a household's file.

    ``title``, ``serial``; ``facts`` (pairs of name and value) under the title; ``parts``, each with
    ``title``, ``facts``, ``head``, ``rows`` (lists of text) and ``note``; ``head`` the end of the trail.
    """
    return typeset("household", data)
