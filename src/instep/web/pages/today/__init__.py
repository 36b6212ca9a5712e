"""Today's five short pages; a plain yes to an emergency ends them there."""
