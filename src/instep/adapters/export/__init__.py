"""What leaves Instep as a file or a line: documented, stable, keys sorted."""
