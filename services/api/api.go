// Package api answers: what can be asked of a register, and what does it answer?
//
// It is the application without a transport: an operation for each question and each act,
// with typed arguments, and a typed document or a problem as its answer. The process that
// holds the data folder runs it, whether that is the command itself or a server that it
// asks, so that all doors give the same.
package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/events/strictjson"
	"ahd.example/ahd/projections/book"
)

// Progress is told how far long work has come.
type Progress func(done, total int)

// Application is all that can be asked of a data folder, by subject.
type Application struct {
	*Register
	*Reading
	*Recording
	*Importing
	*Summarising
	*Sealing
	*Keeping
}

// New puts the application together. A folder in which there is no register has a book
// without rows and nothing else: questions are answered with nothing, and acts are refused.
func New(r Register, recording Recording, sealing Sealing, keeping Keeping) *Application {
	if r.Book != nil {
		r.Book = newLine(r.Book)
	}
	recording.Register, sealing.Register, keeping.Register = &r, &r, &r
	return &Application{&r, &Reading{&r}, &recording, &Importing{&recording}, &Summarising{&r}, &sealing, &keeping}
}

// Operation is one question or act, as a door hands it on.
type Operation struct {
	Name    string // by which a door is asked for it
	Subject string
	Records bool // it is an act: events may be recorded
	Once    bool // of an act: sent again, it is recorded once
	Begins  bool // of an act: it may begin a register

	Unopened bool // it can be asked of a folder that could not be opened whole

	Run func(a *Application, ctx context.Context, args json.RawMessage, progress Progress) (any, error)
}

// Operations are all that there are.
var Operations = []Operation{
	{Name: "list", Subject: "reading", Run: asked((*Application).List)},
	{Name: "show", Subject: "reading", Run: asked((*Application).Show)},
	{Name: "timeline", Subject: "reading", Run: asked((*Application).Timeline)},
	{Name: "diff", Subject: "reading", Run: asked((*Application).Diff)},
	{Name: "described", Subject: "reading", Run: asked((*Application).Described)},
	{Name: "erasable", Subject: "reading", Run: worked((*Application).Erasable)},

	{Name: "record", Subject: "recording", Records: true, Once: true, Begins: true, Run: asked((*Application).Record)},
	{Name: "intake", Subject: "recording", Run: asked((*Application).Intake)},
	{Name: "import", Subject: "importing", Records: true, Once: true, Begins: true, Run: worked((*Application).Import)},

	{Name: "summary", Subject: "summarising", Run: asked((*Application).Summary)},
	{Name: "methods", Subject: "summarising", Run: asked((*Application).Methods)},
	{Name: "check", Subject: "summarising", Run: worked((*Application).Check)},
	{Name: "trend", Subject: "summarising", Run: worked((*Application).Trend)},

	{Name: "receipt", Subject: "sealing", Run: asked((*Application).Receipt)},
	{Name: "accept-cosignature", Subject: "sealing", Run: asked((*Application).AcceptCosignature)},

	{Name: "status", Subject: "keeping", Run: asked((*Application).Status)},
	{Name: "doctor", Subject: "keeping", Unopened: true, Run: worked((*Application).Doctor)},
	{Name: "rebuild", Subject: "keeping", Run: worked((*Application).Rebuild)},
	{Name: "repair", Subject: "keeping", Records: true, Run: worked((*Application).Repair)},
	{Name: "backup", Subject: "keeping", Run: asked((*Application).Backup)},
	{Name: "drilled", Subject: "keeping", Run: asked((*Application).Drilled)},
	{Name: "move-log", Subject: "keeping", Records: true, Run: worked((*Application).MoveLog)},
	{Name: "appoint", Subject: "keeping", Records: true, Run: asked((*Application).Appoint)},
}

// OperationNamed is the operation of a name; one without a name where there is none.
func OperationNamed(name string) Operation {
	if i := slices.IndexFunc(Operations, func(o Operation) bool { return o.Name == name }); i >= 0 {
		return Operations[i]
	}
	return Operation{}
}

// worked reads the arguments of an operation that says how far it has come.
func worked[A, D any](run func(*Application, context.Context, A, Progress) (D, error)) func(*Application, context.Context, json.RawMessage, Progress) (any, error) {
	return func(a *Application, ctx context.Context, args json.RawMessage, progress Progress) (any, error) {
		var decoded A
		if err := strictjson.Unmarshal(args, &decoded); err != nil {
			return nil, cause.Of(usage("arguments", "The arguments of the command could not be read."), err)
		}
		return run(a, ctx, decoded, progress)
	}
}

// asked is the same of one that has nothing to say before it is done.
func asked[A, D any](run func(*Application, context.Context, A) (D, error)) func(*Application, context.Context, json.RawMessage, Progress) (any, error) {
	return worked(func(a *Application, ctx context.Context, args A, _ Progress) (D, error) { return run(a, ctx, args) })
}

// Run runs an operation and gives its document as JSON, or the problem.
func (a *Application) Run(ctx context.Context, name string, args json.RawMessage, progress Progress) (json.RawMessage, *Problem) {
	operation := OperationNamed(name)
	if operation.Run == nil {
		return nil, ProblemOf(usage("verb", "There is no such command."))
	}
	document, err := operation.Run(a, ctx, args, progress)
	if err != nil {
		return nil, ProblemOf(err)
	}
	encoded, err := Encode(document)
	if err != nil {
		return nil, ProblemOf(fmt.Errorf("the answer cannot be written: %w", err))
	}
	return encoded, nil
}

// At is the event up to which an answer holds.
type At struct {
	Sequence uint64  `json:"sequence"`
	Time     *string `json:"time"` // when it was recorded; null before the first
}

// List is the answer to a question for several things.
type List[R any] struct {
	At   At     `json:"at"`
	On   string `json:"on"` // civil day
	Rows R      `json:"rows"`

	// DatedByRecording is how many facts of commitments count from the day of their
	// recording because nothing else dates them; only where a day was asked for.
	DatedByRecording *int `json:"dated_by_recording,omitempty"`
}

// Thing is the answer to a question for one thing.
type Thing[R any] struct {
	At  At     `json:"at"`
	On  string `json:"on"` // civil day
	Row R      `json:"row"`

	DatedByRecording *int `json:"dated_by_recording,omitempty"` // as in List
}

// thing is an answer about the register as a whole.
func thing[R any](ctx context.Context, r *Register, row R) (Thing[R], error) {
	answer := Thing[R]{On: r.today().String(), Row: row}
	err := r.Book.Read(ctx, func(v *book.View) error { answer.At = at(v); return nil })
	return answer, err
}

// Recorded is the answer to a command.
type Recorded struct {
	Recorded  bool   `json:"recorded"` // false: it was there already, under this sequence
	Sequence  uint64 `json:"sequence"`
	Kind      string `json:"kind"`
	ID        string `json:"id"`
	CommandID string `json:"command_id"`

	// Copies are the bundles and backups in which an erased text may still be.
	Copies *[]folder.Copy `json:"copies,omitempty"`
}

// at says which book an answer was read from.
func at(v *book.View) At {
	a := At{Sequence: v.At.Sequence}
	if v.At.Sequence > 0 {
		recorded := book.Time(v.At.Time)
		a.Time = &recorded
	}
	return a
}

// Encode writes a document as it is printed: one line, <, > and & as they are.
func Encode(document any) (json.RawMessage, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(document); err != nil {
		return nil, err
	}
	return bytes.TrimSpace(out.Bytes()), nil
}
