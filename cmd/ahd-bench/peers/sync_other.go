//go:build !linux

package peers

import "os"

// syncData syncs a file whole: not every system can do less.
func syncData(file *os.File) error { return file.Sync() }
