"""How files for Office programs look: the tokens of ``static/css/tokens.css``, and a font that every machine has."""

# Inter is on few machines, and a file that names a missing font is set in whatever comes first there.
FONT = "Arial"
INK, SOFT, LINE = "14213D", "4A5568", "D5DCE1"
ACCENT, STRONG, WASH = "0B6E6E", "084F50", "E6F1F0"
LEVELS = ("EEF2F4", "CFE5E3", "9CCBC8", "5BA6A6", "22777C", "0B4A56")
WARN, WARN_WASH = "7A2E0E", "FEF0C7"
