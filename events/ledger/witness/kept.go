package witness

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
	"ahd.example/ahd/events/ledger"
)

// ErrNoPolicy means that a register has no policy yet, so that nobody's signature counts.
var ErrNoPolicy = errors.New("the register has no policy that says whose cosignatures count: write ledger/policy in the data folder")

// Kept is what a register keeps of checkpoints, in the folder of its ledger:
//
//	policy                whose cosignatures count (c2sp.org/tlog-policy)
//	checkpoints/<size>    each that was cosigned, and one of each day, for ever
//	checkpoint.witnessed  the newest that satisfies the policy
//
// One process writes: that which holds the data folder.
type Kept struct{ Dir string }

// Policy reads the policy. It returns ErrNoPolicy and ErrFormat.
func (k Kept) Policy() (*Policy, error) {
	text, err := os.ReadFile(filepath.Join(k.Dir, "policy"))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, cause.Of(ErrNoPolicy, err)
	case err != nil:
		return nil, because("the policy cannot be read", err)
	}
	return ParsePolicy(text)
}

// Witnessed is the newest checkpoint that satisfies the policy; nil where there is none.
func (k Kept) Witnessed() ([]byte, error) { return k.file("checkpoint.witnessed") }

// At is the kept checkpoint of a size; nil where none was kept.
func (k Kept) At(size uint64) ([]byte, error) {
	return k.file(filepath.Join("checkpoints", strconv.FormatUint(size, 10)))
}

// maxSizes is how many of the kept checkpoints Sizes names.
const maxSizes = 1000

// Sizes are the sizes of the kept checkpoints, the last of them, ascending.
func (k Kept) Sizes() (sizes []uint64, err error) {
	entries, err := os.ReadDir(filepath.Join(k.Dir, "checkpoints"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, because("the checkpoints cannot be read", err)
	}
	for _, entry := range entries {
		if size, err := strconv.ParseUint(entry.Name(), 10, 63); err == nil {
			sizes = append(sizes, size)
		}
	}
	slices.Sort(sizes)
	return sizes[max(0, len(sizes)-maxSizes):], nil
}

func (k Kept) file(name string) ([]byte, error) {
	text, err := os.ReadFile(filepath.Join(k.Dir, name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, because("a checkpoint cannot be read", err)
	}
	return text, nil
}

// Keep keeps a signed checkpoint for ever, unless one of that size is kept already.
func (k Kept) Keep(size uint64, signed []byte) error {
	have, err := k.At(size)
	if err != nil || have != nil {
		return err
	}
	return k.write(size, signed)
}

func (k Kept) write(size uint64, signed []byte) error {
	folder := filepath.Join(k.Dir, "checkpoints")
	err := os.MkdirAll(folder, 0o700)
	if err == nil {
		err = durable.WriteWhole(filepath.Join(folder, strconv.FormatUint(size, 10)), string(signed), durable.Private)
	}
	if err != nil {
		return because("a checkpoint cannot be written", err)
	}
	return nil
}

// Accepted is what became of cosignatures.
type Accepted struct {
	Signed    []byte // the checkpoint with every cosignature that it has now
	Satisfied bool   // whether the policy is met
}

// Accept adds cosignatures to the kept checkpoint of a size; ours is that checkpoint as
// the log signed it. If it now satisfies the policy and none of a larger size did, it
// becomes checkpoint.witnessed. Errors: ErrNoPolicy, ErrPolicy, ErrSignature, ErrFormat.
//
// The kept one is written first: if we stop before the other, the same cosignatures
// given again do the rest.
func (k Kept) Accept(size uint64, ours []byte, lines []string, now time.Time) (a Accepted, err error) {
	policy, err := k.Policy()
	if err != nil {
		return a, err
	}
	have, err := k.At(size)
	if err != nil {
		return a, err
	}
	if have == nil {
		have = ours
	}
	if a.Signed, err = policy.Cosigned(have, lines); err != nil {
		return a, err
	}
	if err := k.write(size, a.Signed); err != nil {
		return a, err
	}
	err = policy.Check(a.Signed, now)
	if errors.Is(err, ErrPolicy) {
		return a, nil
	}
	if err != nil {
		return a, err
	}
	a.Satisfied = true
	return a, k.promote(size, a.Signed, policy, now)
}

// promote makes a checkpoint the witnessed one, unless a larger one is that already
// and still satisfies the policy.
func (k Kept) promote(size uint64, signed []byte, policy *Policy, now time.Time) error {
	have, err := k.Witnessed()
	if err != nil {
		return err
	}
	if have != nil {
		shown, _, err := Read(have)
		if err == nil && shown.Size > size && policy.Check(have, now) == nil {
			return nil
		}
	}
	if err := durable.WriteWhole(filepath.Join(k.Dir, "checkpoint.witnessed"), string(signed), durable.Private); err != nil {
		return because("the witnessed checkpoint cannot be written", err)
	}
	return nil
}

// Lines are the cosignatures in a file that a partner sent: those of other names than
// the log's, whether the whole checkpoint stands around them or not; and that
// checkpoint, if it does. It returns ErrFormat.
func Lines(file []byte, origin string) (lines []string, whole *ledger.Checkpoint, err error) {
	if len(file) > largestNote {
		return nil, nil, fmt.Errorf("the file of cosignatures is %w: it is too long", ErrFormat)
	}
	if shown, _, err := Read(file); err == nil {
		whole, file = &shown.Checkpoint, shown.Signed
	}
	for _, line := range signatureLines("\n\n" + unixLines(file)) {
		if nameIn(line) != origin {
			lines = append(lines, line)
		}
	}
	if len(lines) == 0 {
		return nil, whole, fmt.Errorf("the file of cosignatures is %w: no line in it begins with “— ” and the name of a witness", ErrFormat)
	}
	return lines, whole, nil
}
