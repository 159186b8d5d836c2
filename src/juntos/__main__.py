"""``python -m juntos``: the command line."""

import sys

from juntos.cli.main import main

sys.exit(main())
