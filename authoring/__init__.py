"""Changing a framework without a developer: workbook in and out, preview, differences, effect, publishing."""
