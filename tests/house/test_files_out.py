"""Files leave the application through one door, which leaves a trace."""

from tests.house.tree import modules, text

DOOR = "src/juntos/web/files.py"


def test_files_leave_through_one_door() -> None:
    """Answer a file with ``web.files.handed``: who takes data out says what for, and it is written down."""
    found = {str(path) for path in modules("src/juntos/web") if "Content-Disposition" in text(path)}
    assert found == {DOOR}
