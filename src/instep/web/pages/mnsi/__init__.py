"""The questionnaire on feeling, twice a year, in the words of its makers."""
