package witness

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"ahd/events/durable"
)

// stateFormat names the file of a witness or a monitor.
const stateFormat = "ahd-witness/1"

// largestState is the length of the longest state that is read, in bytes.
const largestState = 4 << 20

// largestKey is the length of the longest key file that is read, in bytes.
const largestKey = 4 << 10

// ErrState means that what was seen before cannot be read or kept. Nothing is signed
// then: a witness that forgets would sign two histories.
var ErrState = errors.New("what was seen before cannot be read or kept")

// State is what was seen of every log, in a file that one process holds at a time.
type State struct {
	Format string `json:"format"`
	Logs   []Seen `json:"logs"`

	path string
	lock *os.File
}

// OpenState reads a state file, or begins one. Another process that has it is waited
// for. Its owner closes it.
func OpenState(path string) (_ *State, err error) {
	s := &State{Format: stateFormat, path: path}
	if s.lock, err = os.OpenFile(path+".lock", os.O_CREATE|os.O_RDWR, 0o600); err != nil {
		return nil, fmt.Errorf("%w: its folder cannot be written to", ErrState)
	}
	if err := syscall.Flock(int(s.lock.Fd()), syscall.LOCK_EX); err != nil {
		return nil, errors.Join(fmt.Errorf("%w: the file cannot be locked", ErrState), s.lock.Close())
	}
	if err := s.read(); err != nil {
		return nil, errors.Join(err, s.lock.Close())
	}
	return s, nil
}

// Close lets the file go.
func (s *State) Close() error { return s.lock.Close() }

func (s *State) read() error {
	file, err := durable.OpenFile(s.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%w: the file cannot be opened", ErrState)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, largestState))
	if err != nil {
		return fmt.Errorf("%w: the file cannot be read", ErrState)
	}
	if err := json.Unmarshal(text, s); err != nil || s.Format != stateFormat {
		return fmt.Errorf("%w: the file is %w", ErrState, ErrFormat)
	}
	return nil
}

// Of is what was seen of a log; the zero Seen where nothing was.
func (s *State) Of(origin string) Seen {
	for _, seen := range s.Logs {
		if seen.Origin == origin {
			return seen
		}
	}
	return Seen{}
}

// Keep keeps what was seen. It is on disk when it returns nil.
func (s *State) Keep(seen Seen) error {
	next := []Seen{seen}
	for _, other := range s.Logs {
		if other.Origin != seen.Origin {
			next = append(next, other)
		}
	}
	text, err := json.MarshalIndent(State{Format: stateFormat, Logs: next}, "", "\t")
	if err == nil {
		err = writeWhole(s.path, append(text, '\n'), 0o600)
	}
	if err != nil {
		return fmt.Errorf("%w: the file cannot be written", ErrState)
	}
	s.Logs = next
	return nil
}

// Key reads the key beside the state, or makes one for a witness of a name, readable by
// its owner alone. made says that it is new.
func (s *State) Key(name string) (k Key, made bool, err error) {
	path := s.path + ".key"
	secret, err := durable.ReadFile(path, largestKey)
	if err == nil {
		k, err = ParseKey(strings.TrimSpace(string(secret)))
		return k, false, err
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return Key{}, false, fmt.Errorf("%w: the key cannot be read", ErrState)
	}
	if k, err = NewKey(name); err != nil {
		return Key{}, false, err
	}
	if err := writeWhole(path, []byte(k.Secret()+"\n"), 0o400); err != nil {
		return Key{}, false, fmt.Errorf("%w: the key cannot be written", ErrState)
	}
	return k, true, nil
}

// Accuse keeps two checkpoints of one log that cannot both be true, side by side: with
// both signatures they prove it to anybody. It returns the name of the file.
func (s *State) Accuse(seen Seen, shown Shown) (string, error) {
	path := s.path + ".conflict"
	text := "Two checkpoints of one register that cannot both be true.\n\nSeen before:\n\n" + seen.Checkpoint +
		"\nShown now:\n\n" + string(shown.Signed)
	if err := writeWhole(path, []byte(text), 0o600); err != nil {
		return "", fmt.Errorf("%w: the two checkpoints cannot be written", ErrState)
	}
	return filepath.Base(path), nil
}

// writeWhole writes a file aside and renames it, so that it is there whole or not at
// all, also after a power cut.
func writeWhole(path string, text []byte, mode os.FileMode) error {
	aside := path + ".new"
	_ = os.Remove(aside) // left by a process that was stopped; it may be read-only
	file, err := os.OpenFile(aside, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return err
	}
	if err := os.Rename(aside, path); err != nil {
		return err
	}
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
