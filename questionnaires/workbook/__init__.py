"""A framework as an Excel workbook that a domain expert can change, and back, with every fault named by its cell.

``writing.write`` makes the file, ``reading.read`` takes it. In between a document is unfolded into rows and joined
again; what a sheet looks like is said once, in the ``*_sheets`` modules. A document that was written and read is the
same document, to the last key.
"""
