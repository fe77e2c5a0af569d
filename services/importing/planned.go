package importing

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
)

// Plan is something smaller than a register on its way in: a table of ratings, the
// wording of a declaration, one source.
type Plan struct {
	Import
	things []string // what its tally names, by the names of Counts
}

// Tally says how many of each thing an import found and recorded.
type Tally struct {
	New   map[string]int `json:"new"`
	Known map[string]int `json:"known"`

	Findings    []Finding    `json:"findings,omitempty"`    // what could lead to a person, in what is new
	Differences []Difference `json:"differences,omitempty"` // what the register keeps, whatever the file says

	Sequences []uint64 `json:"sequences,omitempty"` // of the events that were recorded now
}

// Book tells what has been recorded of a stream.
type Book interface {
	State(ctx context.Context, stream events.Stream, sought ...commitment.Name) (recording.Row, error)
}

// Unseen is the tally of importing into an empty register.
func (p *Plan) Unseen() Tally { return p.tally(p.Import.Unseen()) }

// Compare is Import.Compare.
func (p *Plan) Compare(ctx context.Context, recorder Recorder) (Tally, error) {
	result, _, err := p.Import.Compare(ctx, recorder)
	return p.tally(result), err
}

// Run is Import.Run.
func (p *Plan) Run(ctx context.Context, recorder Recorder, files Files, progress func(done, total int)) (Tally, error) {
	result, err := p.Import.Run(ctx, recorder, files, progress)
	return p.tally(result), err
}

func (p *Plan) tally(result Result) Tally {
	return Tally{New: result.New.named(p.things), Known: result.Known.named(p.things), Findings: result.Findings, Differences: result.Differences, Sequences: result.Sequences}
}

func (c Counts) named(things []string) map[string]int {
	all := map[string]int{
		"sources": c.Sources, "ratings": c.Ratings, "commitments": c.Commitments, "children": c.Children,
		"texts": c.Texts, "wordings": c.Wordings, "corroborations": c.Corroborations,
	}
	named := make(map[string]int, len(things))
	for _, thing := range things {
		named[thing] = all[thing]
	}
	return named
}

// begin starts a plan that stands on texts, by the id of their source.
func begin(origin string, who rule.Who, of string, texts map[string][]byte) *plan {
	p := &plan{source: origin, who: who, archive: archive{}, faults: &Faults{Class: ErrFaults, of: of}}
	for id, content := range texts {
		p.archive[id] = archived{content: content, sha256: hashOf(content)}
	}
	return p
}

// end closes a plan: it is refused whole if it has a fault.
func (p *plan) end(things ...string) (*Plan, error) {
	if len(p.faults.List) > 0 {
		return nil, p.faults
	}
	return &Plan{Import: Import{steps: p.steps, of: p.faults.of}, things: things}, nil
}

// refusal is why the register would not take a command now; nil if it would, or has
// it already. What one command of a plan finds must not stop it halfway.
func refusal(ctx context.Context, s step, book Book, recorder Recorder) error {
	holding, err := recorder.Holds(ctx, s.Request)
	if err != nil || holding == recording.HoldsSame {
		return err
	}
	row, err := book.State(ctx, s.Command.Stream(), rule.Sought(s.Command)...)
	if err != nil {
		return recording.NotNow(err, err)
	}
	return recording.Takes(s.Command, row.State)
}

// last is the command that was planned last.
func (p *plan) last() step { return p.steps[len(p.steps)-1] }

// drop takes the command that was planned last out again.
func (p *plan) drop() { p.steps = p.steps[:len(p.steps)-1] }

func hashOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
