"""The only room that says yes or no: facts follow from answers, rules fire on facts."""
