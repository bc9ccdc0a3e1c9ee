"""The screens, on Textual; nothing else imports it."""

import os

# How many milliseconds a lone Esc waits for the rest of a longer key. Textual's own default of 100 is
# felt at every way back; this is enough over ssh too, and whoever sets ESCDELAY has the last word.
os.environ.setdefault("ESCDELAY", "30")
