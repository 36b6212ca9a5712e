"""The touch test, led toe by toe for the helper; its answer is kept in About you if wanted."""
