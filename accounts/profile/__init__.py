"""Facts about firms in Viet Nam: sectors, provinces, size classes. Pure: no Django models, no I/O."""
