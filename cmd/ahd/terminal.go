package main

import (
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// widthOf is how many characters a line of the terminal at the other end of a file has; 0
// where there is no terminal: whatever reads there wants everything whole. COLUMNS is taken
// for a terminal that does not know it.
func widthOf(file *os.File) int {
	if !terminal(file) {
		return 0
	}
	if size, err := unix.IoctlGetWinsize(int(file.Fd()), unix.TIOCGWINSZ); err == nil && size.Col > 0 {
		return int(size.Col)
	}
	if columns, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && columns > 0 {
		return columns
	}
	return 80
}
