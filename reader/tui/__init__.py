"""The screens, on Textual; nothing else imports it."""
