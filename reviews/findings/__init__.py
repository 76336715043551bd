"""What advisors write about blocks for the report, and the ready texts to begin with."""
