package witness

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
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

// ErrForgot means that the key of a witness is there, and what it signed with it is not;
// or that the key is gone with which it signed.
var ErrForgot = errors.New("this witness does not know what it signed")

// State is what was seen of every log, in a file that one process holds at a time.
type State struct {
	Format  string `json:"format"`
	Logs    []Seen `json:"logs"`
	Witness string `json:"witness,omitempty"` // verifier key of the witness whose state it is; "" of a monitor's, and of what older releases wrote

	path string
	lock *os.File
}

// OpenState reads a state file, or begins one. Another process that has it is waited
// for. Its owner closes it.
func OpenState(path string) (_ *State, err error) {
	s := &State{Format: stateFormat, path: path}
	if s.lock, err = os.OpenFile(path+".lock", os.O_CREATE|os.O_RDWR, 0o600); err != nil {
		return nil, because("its folder cannot be written to", err)
	}
	if err := syscall.Flock(int(s.lock.Fd()), syscall.LOCK_EX); err != nil {
		return nil, errors.Join(because("the file cannot be locked", err), s.lock.Close())
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
		return because("the file cannot be opened", err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, largestState))
	if err != nil {
		return because("the file cannot be read", err)
	}
	if err := json.Unmarshal(text, s); err != nil || s.Format != stateFormat {
		return because("the file is "+ErrFormat.Error(), errors.Join(ErrFormat, err))
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
	before := s.Logs
	s.Logs = next
	if err := s.write(); err != nil {
		s.Logs = before
		return err
	}
	return nil
}

func (s *State) write() error {
	text, err := json.MarshalIndent(State{Format: stateFormat, Logs: s.Logs, Witness: s.Witness}, "", "\t")
	if err == nil {
		err = durable.WriteWhole(s.path, string(text)+"\n", durable.Private)
	}
	if err != nil {
		return because("the file cannot be written", err)
	}
	return nil
}

// Ready says whether the key beside the state is the one with which it signed; nil too
// where neither is there yet. It returns ErrForgot, ErrState and ErrFormat.
func (s *State) Ready() error {
	secret, err := durable.ReadFile(s.path+".key", largestKey)
	switch {
	case errors.Is(err, fs.ErrNotExist) && s.Witness == "":
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return cause.Of(fmt.Errorf("%w: the key with which it signed is gone. Nothing was signed: bring it back, or begin with a new state", ErrForgot), err)
	case err != nil:
		return because("the key cannot be read", err)
	}
	k, err := ParseKey(strings.TrimSpace(string(secret)))
	if err == nil && s.Witness != "" && s.Witness != k.Verifier {
		err = fmt.Errorf("%w: the key beside it is another than the one with which it signed. Nothing was signed", ErrForgot)
	}
	return err
}

// Lost says whether there is a key beside the state, and nothing that was signed with it.
func (s *State) Lost() (bool, error) {
	_, err := os.Stat(s.path + ".key")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, because("the key cannot be read", err)
	}
	return len(s.Logs) == 0, nil
}

// Key reads the key beside the state, or makes one for a witness of a name, readable by
// its owner alone. made says that it is new.
func (s *State) Key(name string) (k Key, made bool, err error) {
	path := s.path + ".key"
	if err := s.Ready(); err != nil {
		return Key{}, false, err
	}
	secret, err := durable.ReadFile(path, largestKey)
	switch {
	case err == nil:
		if k, err = ParseKey(strings.TrimSpace(string(secret))); err != nil {
			return k, false, err
		}
		return k, false, s.belongs(k)
	case !errors.Is(err, fs.ErrNotExist):
		return Key{}, false, because("the key cannot be read", err)
	}
	if k, err = NewKey(name); err != nil {
		return Key{}, false, err
	}
	if err := durable.WriteWhole(path, k.Secret()+"\n", 0o400); err != nil {
		return Key{}, false, because("the key cannot be written", err)
	}
	return k, true, s.belongs(k)
}

// belongs writes down whose state it is, so that a key that is gone is missed.
func (s *State) belongs(k Key) error {
	if s.Witness == k.Verifier {
		return nil
	}
	s.Witness = k.Verifier
	return s.write()
}

// Accuse keeps two checkpoints of one log that cannot both be true, beside the state. It
// returns the name of the file.
func (s *State) Accuse(seen Seen, shown Shown) (string, error) {
	return KeepEvidence(s.path, seen.Checkpoint, string(shown.Signed))
}
