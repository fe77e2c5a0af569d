package folder

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// Owns reports whether a file is one of the data folder's own, however it is spelled:
// by way of links, through another mount, or as a second name of the same file. Keys,
// texts and the record itself are not for taking in again. A file that cannot be found
// is not.
func Owns(dir, path string) bool {
	root, err := os.Stat(dir)
	if err != nil {
		return false
	}
	real, err := filepath.Abs(path)
	if err == nil {
		real, err = filepath.EvalSymlinks(real)
	}
	if err != nil {
		return false
	}
	found, err := os.Stat(real)
	return err == nil && (within(root, real) || elsewhere(dir, real, found) || linked(found) && holds(dir, found))
}

// elsewhere reports whether a file is, or lies in, what the data folder only leads to:
// somebody may keep the keys on another disk.
func elsewhere(dir, path string, file os.FileInfo) bool {
	for _, inside := range []string{dir, filepath.Join(dir, "keys")} {
		names, _ := os.ReadDir(inside) // a new folder has no keys yet
		for _, name := range names {
			here, err := os.Stat(filepath.Join(inside, name.Name()))
			if err == nil && (os.SameFile(file, here) || here.IsDir() && within(here, path)) {
				return true
			}
		}
	}
	return false
}

// within reports whether one of the folders around a file is the data folder.
func within(root os.FileInfo, file string) bool {
	for at := file; ; at = filepath.Dir(at) {
		if here, err := os.Stat(at); err == nil && os.SameFile(root, here) {
			return true
		}
		if at == filepath.Dir(at) {
			return false
		}
	}
}

// linked reports whether a file has more names than one.
func linked(file os.FileInfo) bool {
	known, ok := file.Sys().(*syscall.Stat_t)
	return !ok || known.Nlink > 1
}

// holds looks for a file among those of the folder. What goes away meanwhile is not it.
func holds(dir string, file os.FileInfo) (found bool) {
	filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error { // what it returns was seen by the function itself
		if err != nil {
			return nil
		}
		if here, err := os.Stat(path); err == nil && os.SameFile(file, here) {
			found = true
			return filepath.SkipAll
		}
		return nil
	})
	return found
}
