// Package folder answers: what is the format of a data folder, whose is it, and who is
// using it?
package folder

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"ahd.example/ahd/events/cause"
)

// ErrHeld is the class of *Held.
var ErrHeld = errors.New("the data folder is in use")

// Held says that another process holds the folder.
type Held struct {
	PID    int    // 0 if the holder has not said so yet
	Socket string // where a server answers; empty if the holder is no server
}

func (h *Held) Error() string {
	if h.Socket != "" {
		return fmt.Sprintf("the data folder is used by the server with process id %d", h.PID)
	}
	return fmt.Sprintf("the data folder is used by another command with process id %d", h.PID)
}

// Unwrap gives the class.
func (h *Held) Unwrap() error { return ErrHeld }

// Lock is the hold on a folder: an flock, so it ends with the process however
// that ends. The file says who holds it and stays behind.
type Lock struct {
	file *os.File
}

// Acquire takes the folder, which must exist, for this process. It returns *Held
// at once if another process has it. socket is where this process will answer
// other commands; empty if it will not.
func Acquire(dir, socket string) (*Lock, error) {
	file, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, cause.Of(errors.New("the data folder cannot be locked: it cannot be written to"), err)
	}
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		held := readHolder(file)
		return nil, cause.Of(errors.Join(held, file.Close()), err)
	}
	said := fmt.Sprintf("%d\n%s\n", os.Getpid(), socket)
	if err := errors.Join(file.Truncate(0), writeAt(file, said)); err != nil {
		return nil, cause.Of(errors.Join(errors.New("the data folder cannot be locked: it cannot be written to"), file.Close()), err)
	}
	return &Lock{file: file}, nil
}

func writeAt(file *os.File, text string) error {
	_, err := file.WriteAt([]byte(text), 0)
	return err
}

// Release lets the folder go.
func (l *Lock) Release() error {
	return errors.Join(l.file.Truncate(0), l.file.Close())
}

func readHolder(file *os.File) *Held {
	said := make([]byte, 4096)
	n, _ := file.ReadAt(said, 0)
	lines := strings.SplitN(string(said[:n]), "\n", 3)
	held := &Held{}
	if len(lines) == 3 { // else the holder is just writing it
		held.PID, _ = strconv.Atoi(lines[0])
		held.Socket = lines[1]
	}
	return held
}

// longestSocket is the longest path that every Unix takes for a socket.
const longestSocket = 100

// SocketPath is where a server of the folder answers: ahd.sock within it, or,
// if that path is too long for a socket, a folder of its own. remove takes that
// away again.
func SocketPath(dir string) (path string, remove func(), err error) {
	path, err = filepath.Abs(filepath.Join(dir, "ahd.sock"))
	if err == nil && len(path) <= longestSocket {
		return path, func() { os.Remove(path) }, nil
	}
	elsewhere, err := os.MkdirTemp("", "ahd-")
	if err != nil {
		return "", nil, cause.Of(errors.New("no place for the socket: the path of the data folder is too long"), err)
	}
	return filepath.Join(elsewhere, "ahd.sock"), func() { os.RemoveAll(elsewhere) }, nil
}
