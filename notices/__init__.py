"""What a person is told: in a list of their own, and by letters that keep quiet at night and never hold a result."""
