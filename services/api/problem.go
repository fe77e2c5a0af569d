package api

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"ahd.example/ahd/services/commands/rule"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/eventlog/supervision"
	"ahd.example/ahd/events/files"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/bundle"
	"ahd.example/ahd/events/ledger/verification"
	"ahd.example/ahd/events/ledger/witness"
	"ahd.example/ahd/events/texts"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/services/backup"
	"ahd.example/ahd/services/importing"
	"ahd.example/ahd/services/moving"
	"ahd.example/ahd/services/reporting"
	"ahd.example/ahd/services/reporting/document"
)

// Exit codes of the program.
const (
	ExitUsage       = 1 // usage, or an unknown name, id, code, date or moment
	ExitRefused     = 2 // a check failed, or a rule refused
	ExitConflict    = 3 // conflict, or an id used with another body
	ExitNotAllowed  = 4
	ExitDiffers     = 5 // replaying gives another book
	ExitIncomplete  = 6 // something is missing that would decide
	ExitUnreadable  = 7 // not JSON, too large, or not the format
	ExitUnreachable = 8
	ExitUnknown     = 9 // outcome unknown, or internal
)

// Problem is what went wrong, as an RFC 9457 object.
type Problem struct {
	Type     string            `json:"type"`
	Title    string            `json:"title"`
	Status   int               `json:"status"`
	Detail   string            `json:"detail"`
	Code     string            `json:"code"`
	Recorded *bool             `json:"recorded"` // false, or null where it is not known
	Faults   []importing.Fault `json:"faults,omitempty"`
	// Findings are what could lead to a person, by field.
	Findings []rule.Finding `json:"findings,omitempty"`
	// Differences are those between two conferences that are to be one.
	Differences []Difference `json:"differences,omitempty"`
	// CommandID is under which id to ask again.
	CommandID string `json:"command_id,omitempty"`
	// Place says where a record is wrong.
	*Place
	Exit  int   `json:"-"`
	Cause error `json:"-"` // for the operator
}

// Place is what is wrong with a record, and where.
type Place struct {
	Sequence *uint64 `json:"sequence,omitempty"` // of the first bad event
	Index    *uint64 `json:"index,omitempty"`    // the same from 0
	Expected string  `json:"expected,omitempty"`
	Stands   string  `json:"stands,omitempty"`
	File     string  `json:"file,omitempty"` // with both sides of it

	// Policy is how far a policy is met that is not met to the end.
	Policy *verification.Vouched `json:"policy,omitempty"`
	// Checkpoints are two that cannot both be true; Evidence is the file that keeps them.
	Checkpoints []string `json:"checkpoints,omitempty"`
	Evidence    string   `json:"evidence,omitempty"`
}

func (p *Problem) Error() string { return p.Detail }

// class is one line of the table of errors.
type class struct {
	Is     error
	Exit   int
	Status int
	Code   string
	Title  string
}

// classes is the one table that turns errors into exit codes. The first line
// that fits counts; whatever fits none is internal.
var classes = []class{
	// It wraps what a later attempt was refused for, which may be any of those below, and
	// does not tell of the first.
	{rule.ErrOutcomeUnknown, ExitUnknown, 503, "outcome-unknown", "Outcome unknown"},
	{errUsage, ExitUsage, 400, "usage", "Not understood"},
	{book.ErrFilter, ExitUsage, 400, "filter", "Not understood"},
	{reporting.ErrScope, ExitUsage, 404, "scope.unknown", "Not known"},
	{reporting.ErrMethod, ExitUsage, 404, "method.unknown", "Not known"},
	{reporting.ErrDay, ExitUsage, 400, "on", "Not understood"},
	{document.ErrNoSummary, ExitUnreadable, 422, "summary.unreadable", "Not readable"},
	{document.ErrDiffers, ExitDiffers, 422, "summary.differs", "Not what the record gives"},
	{rule.ErrMalformed, ExitUsage, 400, "malformed", "Not understood"},
	{rule.ErrUnknown, ExitUsage, 404, "unknown", "Not known"},
	{rule.ErrRefused, ExitRefused, 422, "refused", "Refused by a rule"},
	{importing.ErrFaults, ExitRefused, 422, "register.faults", "The register has faults"},
	{importing.ErrSensitive, ExitRefused, 422, "text.sensitive", "Refused by a rule"},
	{importing.ErrChanged, ExitConflict, 409, "register.changed", "Something known has changed"},
	{rule.ErrConflict, ExitConflict, 409, "conflict", "Somebody was faster"},
	{rule.ErrIDReused, ExitConflict, 409, "id-reused", "The id was used for something else"},
	{projections.ErrRebuilding, ExitConflict, 409, "book.rebuilding", "The book is being made anew"},
	{supervision.ErrAnotherAddress, ExitConflict, 409, "log.another-address", "Another log"},
	{folder.ErrHeld, ExitConflict, 423, "folder.held", "The data folder is in use"},
	{rule.ErrNotAllowed, ExitNotAllowed, 403, "not-allowed", "Not allowed"},
	{rule.ErrUnreadable, ExitUnreadable, 413, "unreadable", "Not readable"},
	{importing.ErrUnreadable, ExitUnreadable, 422, "register.unreadable", "Not readable"},
	{folder.ErrFormat, ExitUnreadable, 422, "folder.format", "Another format"},
	{folder.ErrPlace, ExitUnreadable, 422, "log.place", "Not readable"},
	{bundle.ErrUnknownStream, ExitUsage, 404, "stream", "Not known"},
	{bundle.ErrUnsigned, ExitRefused, 422, "ledger.unsigned", "A check failed"},
	{bundle.ErrChanged, ExitConflict, 409, "bundle.changed", "Something was erased meanwhile"},
	{verification.ErrNoRecord, ExitUsage, 404, "folder.empty", "Not known"},
	{folder.ErrName, ExitUsage, 400, "name", "Not understood"},
	{moving.ErrSetBack, ExitConflict, 409, "register.set-back", "The register was set back"},
	{backup.ErrBackup, ExitRefused, 409, "backup", "The backup is not as it should be"},
	{supervision.ErrMove, ExitRefused, 409, "log.unmoved", "The log was not moved"},
	{supervision.ErrRepair, ExitRefused, 409, "repair.impossible", "It cannot be repaired"},
	// It wraps its causes, which may be any of those below.
	{rule.ErrNotNow, ExitUnknown, 503, "not-now", "Nothing can be recorded now"},
	{projections.ErrBehind, ExitUnknown, 503, "not-now", "Nothing can be recorded now"},
	{book.ErrBusy, ExitConflict, 409, "book.busy", "Not now"},
	{witness.ErrRolledBack, ExitConflict, 409, "register.rolled-back", "The register was set back"},
	{witness.ErrFork, ExitConflict, 409, "register.fork", "Another history"},
	{witness.ErrPolicy, ExitNotAllowed, 403, "policy", "The policy is not met"},
	{witness.ErrForgot, ExitIncomplete, 422, "state.lost", "What was signed before is lost"},
	{witness.ErrUnproved, ExitIncomplete, 422, "proof.missing", "Incomplete"},
	{witness.ErrNoPolicy, ExitUsage, 404, "policy.none", "Not known"},
	{witness.ErrSignature, ExitRefused, 422, "signature", "A check failed"},
	{witness.ErrShown, ExitRefused, 422, "shown", "A check failed"},
	{witness.ErrUnreachable, ExitUnreachable, 503, "unreachable", "The server does not answer"},
	{witness.ErrFormat, ExitUnreadable, 422, "format", "Not readable"},
	{witness.ErrState, ExitUnknown, 500, "state", "Internal error"},
	{ledger.ErrCheckpoint, ExitRefused, 422, "checkpoint", "A check failed"},
	{ledger.ErrProof, ExitRefused, 422, "proof", "A check failed"},
	{ErrUnreachable, ExitUnreachable, 503, "unreachable", "The server does not answer"},
	{supervision.ErrNoLog, ExitUnknown, 503, "not-now", "Nothing can be recorded now"},
	{events.ErrLost, ExitRefused, 500, "text.missing", "A text is gone"},
	{texts.ErrDamaged, ExitRefused, 500, "text.damaged", "A text is damaged"},
	{files.ErrDamaged, ExitRefused, 500, "file.damaged", "A file is damaged"},
	{files.ErrMissing, ExitRefused, 500, "file.missing", "A file is gone"},
	{ledger.ErrDamaged, ExitRefused, 500, "ledger.damaged", "The ledger is damaged"},
	{ledger.ErrOrigin, ExitRefused, 500, "ledger.damaged", "The ledger is damaged"},
	{folder.ErrForeignKey, ExitNotAllowed, 403, "key.not-the-registers", "Not allowed"},
	{folder.ErrKey, ExitRefused, 500, "key.unusable", "The key cannot be used"},
}

var (
	errUsage = errors.New("not understood")
	// ErrUnreachable is returned where a server holds the folder and does not answer.
	ErrUnreachable = errors.New("the server does not answer")
)

// wrong is a wrong call of a verb.
type wrong struct{ code, sentence string }

func (w *wrong) Error() string { return w.sentence }
func (w *wrong) Unwrap() error { return errUsage }

func usage(code, sentence string) error { return &wrong{code, sentence} }

// Because adds what caused a problem, for the operator.
func (p *Problem) Because(cause error) *Problem {
	p.Cause = cause
	return p
}

// Usage is the problem of a call that was not understood.
func Usage(sentence string) *Problem { return ProblemOf(usage("usage", sentence)) }

// Unknown is the problem of something that is not there.
func Unknown(sentence string) *Problem {
	p := Usage(sentence)
	p.Status, p.Code, p.Title = 404, "unknown", "Not known"
	return p
}

// TooLarge is the problem of input that is larger than any that is read.
func TooLarge() *Problem {
	p := Usage("What was sent is too large. Nothing was recorded.")
	p.Exit, p.Status, p.Code, p.Title = ExitUnreadable, 413, "too-large", "Not readable"
	return p
}

// Doubted is the problem of a dry run that found so many things to be confirmed.
func Doubted(n int) *Problem {
	p := Usage(fmt.Sprintf("%d of what is listed could lead to a person who must not be found. Leave it out; or, if all of it is harmless, confirm that. Nothing was recorded.", n))
	p.Exit, p.Status, p.Code, p.Title = ExitRefused, 422, "text.sensitive", "Refused by a rule"
	return p
}

// NotReadable is the problem of a file that is not what it should be.
func NotReadable(sentence string) *Problem {
	p := Usage(sentence)
	p.Exit, p.Status, p.Code, p.Title = ExitUnreadable, 422, "format", "Not readable"
	return p
}

// ProblemOf looks an error up in the table.
func ProblemOf(err error) *Problem {
	var already *Problem
	if errors.As(err, &already) {
		return already
	}
	no := false
	p := &Problem{Type: "about:blank", Title: "Internal error", Status: 500, Code: "internal", Exit: ExitUnknown, Recorded: &no, Cause: err,
		Detail: "Something unexpected went wrong. What had been recorded before is kept."}
	for _, c := range classes {
		if errors.Is(err, c.Is) {
			p.Exit, p.Status, p.Code, p.Title, p.Detail = c.Exit, c.Status, c.Code, c.Title, err.Error()
			break
		}
	}
	if p.Exit == ExitUnknown && p.Code != "not-now" {
		p.Recorded = nil
	}
	p.detail(err)
	p.Detail = OneStop(p.Detail)
	return p
}

// detail adds what the error itself knows better than the table.
func (p *Problem) detail(err error) {
	var refusal *rule.Refusal
	var faults *importing.Faults
	var call *wrong
	var bad *verification.Failure
	var none verification.ErrNoEvent
	switch {
	case errors.As(err, &bad):
		p.failed(bad)
	case errors.As(err, &none):
		p.Exit, p.Status, p.Code, p.Title, p.Detail = ExitUsage, 404, "unknown", "Not known", none.Error()
	case errors.As(err, &faults):
		p.Faults = faults.List
	case errors.As(err, &refusal):
		p.Code, p.Cause, p.Findings = refusal.Code, cmp.Or(refusal.Cause(), err), refusal.Findings
	case errors.As(err, &call):
		p.Code = call.code
	}
}

// verdicts name the kinds of what can be wrong with a record; their numbers are the
// exit codes.
var verdicts = map[verification.Kind]struct {
	status int
	title  string
}{
	verification.Broken: {422, "A check failed"}, verification.Forked: {409, "Another history"}, verification.Unmet: {403, "The policy is not met"},
	verification.Differs: {409, "Another book"}, verification.Incomplete: {422, "Incomplete"}, verification.Unreadable: {422, "Not readable"},
	verification.Unreachable: {503, "The server does not answer"},
}

// failed says what is wrong with a record.
func (p *Problem) failed(bad *verification.Failure) {
	no := false
	verdict := verdicts[bad.Kind]
	p.Exit, p.Status, p.Title, p.Code, p.Detail, p.Recorded, p.Cause = int(bad.Kind), verdict.status, verdict.title, bad.Code, Capital(bad.Error()), &no, bad.Cause
	p.Place = &Place{Expected: bad.Expected, Stands: bad.Stands, Policy: bad.Policy, Checkpoints: bad.Checkpoints}
	if bad.Sequence > 0 {
		index := bad.Sequence - 1
		p.Sequence, p.Index = &bad.Sequence, &index
	}
}

// Capital lets a text begin as a sentence does.
func Capital(text string) string {
	if text == "" {
		return text
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// twoStops is where a sentence that was whole stands at the end of another.
var twoStops = regexp.MustCompile(`([\p{L}\p{N}”)])\.\.( [\p{Lu}“]|$)`)

// OneStop lets sentences that were joined end with one full stop each.
func OneStop(text string) string { return twoStops.ReplaceAllString(text, "$1.$2") }
