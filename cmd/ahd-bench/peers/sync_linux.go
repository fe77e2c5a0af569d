package peers

import (
	"os"

	"golang.org/x/sys/unix"
)

// syncData syncs what a file holds, and of what is said about it only its length.
func syncData(file *os.File) error { return unix.Fdatasync(int(file.Fd())) }
