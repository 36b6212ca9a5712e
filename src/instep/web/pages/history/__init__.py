"""What was: a calendar, every day with all its versions, and a picture of each symptom."""
