"""What advisors judge, question by question, and what is verified by it."""
