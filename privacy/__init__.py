"""What people may do with their data: see it, take it along, correct, restrict and erase it; and the privacy notice."""
