"""`python -m kiosk` is the kiosk program."""

import sys

from kiosk.app import main

sys.exit(main())
