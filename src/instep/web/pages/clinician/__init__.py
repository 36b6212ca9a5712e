"""A clinician's yes for exactly one reason, asked where it would answer a finding."""
