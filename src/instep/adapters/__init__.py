"""One small file or folder for each thing outside: files, clocks, the terminal."""
