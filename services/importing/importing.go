// Package importing answers: what does somebody else's file say, as commands?
//
// A register is checked whole before anything is recorded. What it holds then
// goes through recording, one command for each event, each under an id made from
// what it is about: importing again adds nothing, and an import that was cut off
// goes on where it was.
package importing

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
)

// Counts are things, not events. Children are not counted as commitments.
type Counts struct {
	Commitments   int `json:"commitments"`
	Children      int `json:"children"`
	Convenings    int `json:"convenings"`
	Parties       int `json:"parties"`
	WorkingGroups int `json:"working_groups"`
	Instruments   int `json:"instruments"`
	Figures       int `json:"figures"`
	Questions     int `json:"questions"`
	Sources       int `json:"sources"`

	// No register has these; a Tally names them.
	Ratings        int `json:"-"`
	Texts          int `json:"-"`
	Wordings       int `json:"-"`
	Corroborations int `json:"-"`
}

// Result is what an import found and did.
type Result struct {
	New   Counts `json:"new"`
	Known Counts `json:"known"`

	Findings    []Finding    `json:"findings"`    // what could lead to a person, in what is new
	Differences []Difference `json:"differences"` // what the register keeps, whatever the file says

	Sequences []uint64 `json:"-"` // of the events that were recorded now
}

// Recorder records commands and tells what it has, and what became of that.
type Recorder interface {
	Do(ctx context.Context, request recording.Request) (recording.Outcome, error)
	Holds(ctx context.Context, request recording.Request) (recording.Holding, error)
	Events(ctx context.Context, stream events.Stream) ([]events.Event, error)
}

// Files keeps the sources.
type Files interface {
	Put(content []byte) (sha256 string, err error)
}

// Import is one register on its way in.
type Import struct {
	texts [][]byte // put away before anything names them
	steps []step
	long  []Fault // texts that are longer than the format allows
	of    string  // what its faults call it: "register"

	looked bool // the guard was asked about each step
}

// Prepare checks a register file against its sources, by file name, and plans
// its commands. source is "urn:ahd:<name>". It returns ErrUnreadable, and *Faults
// of class ErrFaults with everything that is wrong.
func Prepare(file []byte, files map[string][]byte, source string, who rule.Who) (*Import, error) {
	register, err := Read(file)
	if err != nil {
		return nil, err
	}
	faults := &Faults{Class: ErrFaults, of: "register", places: map[string]string{}}
	n := collect(register, faults)
	check(register, n, faults)
	sum := sha256.Sum256(file)
	p := plan{
		source: source, correlation: "register-" + hex.EncodeToString(sum[:8]), who: who,
		archive: openArchive(register, files, faults), names: n, faults: faults,
	}
	p.register(register)
	if len(faults.List) > 0 {
		return nil, faults.placed()
	}
	i := &Import{steps: p.steps, long: tooLong(register), of: "register"}
	for _, s := range register.Sources {
		i.texts = append(i.texts, p.archive[s.ID].content)
	}
	return i, nil
}

// Unseen is the result of importing into an empty register.
func (i *Import) Unseen() Result {
	result := Result{Differences: []Difference{}}
	for _, s := range i.steps {
		s.count(&result.New)
	}
	result.Findings = i.findings(nil)
	return result
}

// Compare says what would be new and what is known, and what somebody changed
// meanwhile, which is left as it is. It returns *Faults of class ErrChanged with
// whatever this file said before and says otherwise now.
func (i *Import) Compare(ctx context.Context, recorder Recorder) (Result, []bool, error) {
	result := Result{Differences: []Difference{}}
	changed := &Faults{Class: ErrChanged, of: i.of}
	known := make([]bool, len(i.steps))
	now := meanwhile{recorder: recorder, editions: i.of == "register", known: map[string]standing{}, left: map[string]bool{}}
	for n, s := range i.steps {
		weighed, err := now.weigh(ctx, s)
		if err != nil {
			return Result{}, nil, err
		}
		result.Differences = append(result.Differences, weighed.kept...)
		switch {
		case len(weighed.against) > 0:
			changed.contradict(s, weighed.against)
		case weighed.known:
			known[n] = true
			s.count(&result.Known)
		default:
			s.count(&result.New)
		}
	}
	if len(changed.List) > 0 {
		return Result{}, nil, changed
	}
	if err := i.faults(known); err != nil {
		return Result{}, nil, err
	}
	result.Findings = i.findings(known)
	return result, known, nil
}

// Run records what is not known yet. progress is told after each command. If we
// stop in between, the same import completes it. It returns *Stopped where a
// command was not recorded.
func (i *Import) Run(ctx context.Context, recorder Recorder, files Files, progress func(done, total int)) (Result, error) {
	result, known, err := i.Compare(ctx, recorder)
	if err == nil {
		err = i.Sensitive(result.Findings)
	}
	if err != nil {
		return Result{}, err
	}
	for _, text := range i.texts {
		if _, err := files.Put(text); err != nil {
			return Result{}, err
		}
	}
	for n, s := range i.steps {
		err := ctx.Err()
		if err == nil && !known[n] {
			var outcome recording.Outcome
			if outcome, err = recorder.Do(ctx, s.Request); err == nil {
				result.Sequences = append(result.Sequences, outcome.Sequence)
			}
		}
		if err != nil {
			if len(result.Sequences) == 0 { // what is there was there before
				n = 0
			}
			return Result{}, &Stopped{Item: s.address(), Done: n, Total: len(i.steps), Err: err}
		}
		progress(n+1, len(i.steps))
	}
	return result, nil
}

// Stopped is an import that did not come to its end.
type Stopped struct {
	Item        string // what was not recorded
	Done, Total int    // commands
	Err         error
}

// Error is what hindered it; where something was recorded before, also how to go on.
func (s *Stopped) Error() string {
	if s.Done == 0 {
		return s.Err.Error()
	}
	return fmt.Sprintf("%s, after %d of %d commands; do the same again to complete it: %s", s.Item, s.Done, s.Total, s.Err)
}

// Unwrap gives what hindered it.
func (s *Stopped) Unwrap() error { return s.Err }

func (s step) count(into *Counts) {
	if s.counts != nil {
		s.counts(into)
	}
}
