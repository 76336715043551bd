"""People, firms and plants: who may see and change what."""
