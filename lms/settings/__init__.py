"""Settings by environment: everything that differs between machines is read from a variable.

Split by subject; `docs/settings.md` lists each variable with its default.
"""

from lms.settings.platform import *
from lms.settings.storage import *

from lms.settings.people import *  # isort: skip
from lms.settings.security import *  # isort: skip
from lms.settings.pages import *  # isort: skip
from lms.settings.signing import *  # isort: skip
