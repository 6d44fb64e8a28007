"""`python -m kiosk.ctl` is the kioskctl program."""

import sys

from kiosk.ctl import main

sys.exit(main())
