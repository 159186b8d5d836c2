"""``python -m tests.golden`` shows how the golden district differs; ``--accept`` keeps it as it is now."""

import sys

from tests.golden.district import accept, differences, kept, made


def main(arguments: list[str]) -> int:
    """0 when there is no difference, or when it is accepted."""
    now = made()
    found = differences(kept(), now)
    print("\n".join(found) or "the golden district is as it was accepted")
    if "--accept" in arguments:
        accept(now)
        return 0
    if found:
        print("\nif this is meant: python -m tests.golden --accept, and say why in the commit")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
