"""The questions of one assessment as an Excel workbook, filled in on paper or away from the net, and read back.

``lines`` says what stands in which line, ``writing`` makes the file, ``reading`` takes it with every fault named by its
cell, ``comparing`` says what storing it would change, ``storing`` does it.
"""
