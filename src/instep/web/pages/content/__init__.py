"""What every browser may have and keep: tables, words, the empty page. Nothing of any person."""
