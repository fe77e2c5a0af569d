package reporting

import (
	"errors"
	"slices"
	"strings"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/method"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/convenings"
	"ahd.example/ahd/projections/described"
	"ahd.example/ahd/projections/timeline"
)

// Errors of a question that cannot be answered. Their sentences can be shown to
// whoever asked.
var (
	ErrScope  = errors.New("no such scope")
	ErrMethod = errors.New("no such method")
	ErrDay    = errors.New("nothing had happened yet")
)

// Question is what a summary answers, besides the book it is answered from.
type Question struct {
	Scope  []Asked
	On     edtf.Day
	Method string // "ahd-1"; "" for the shipped one
	Format string // one of Formats; "" for the last
	// By is the method itself, for a book of a time when it was not published yet: what
	// was known then can be counted by a method of today. nil to look it up.
	By *method.Method
}

// Asked is one thing that a summary should be about.
type Asked struct {
	Kind string `json:"kind"` // one of ScopeKinds
	ID   string `json:"id"`
}

func (a Asked) String() string { return a.Kind + "/" + a.ID }

// ScopeKinds are what a summary can be about.
var ScopeKinds = []string{
	"convening", "instrument", "working-group", "party", "pillar", "sdg-target", "province", "external", "kind", "period",
}

// otherwise are what people and filters call them too.
var otherwise = map[string]string{
	"working_group": "working-group", "organisation": "party", "lead_party": "party", "sdg_target": "sdg-target", "sdg": "sdg-target",
	"geography": "province", "place": "province", "link": "external",
}

// ParseScope reads "province/PK-PB". It returns ErrScope.
func ParseScope(text string) (Asked, error) {
	kind, id, ok := strings.Cut(text, "/")
	if known := otherwise[kind]; known != "" {
		kind = known
	}
	if !ok || id == "" || !slices.Contains(ScopeKinds, kind) {
		return Asked{}, cause.Classed(ErrScope, "%q is no scope. A scope is written KIND/ID, such as province/PK-PB; the kinds are %s.", shorten(text), strings.Join(ScopeKinds, ", "))
	}
	return Asked{Kind: kind, ID: id}, nil
}

// shorten keeps what was typed from filling an error.
func shorten(text string) string {
	if r := []rune(text); len(r) > 64 {
		return string(r[:64]) + "…"
	}
	return text
}

// Sensible refuses a day on which nothing was recorded yet and no conference had taken
// place: with ErrDay.
func Sensible(v *book.View, on edtf.Day) error {
	began, recorded, err := timeline.Began(v)
	if err != nil {
		return err
	}
	says, err := described.Read(v)
	if err != nil {
		return err
	}
	held, err := convenings.FirstOver(v)
	if err != nil || recorded && !on.Before(says.Zone.Day(began)) || held != "" && held <= on.String() {
		return err
	}
	return cause.Classed(ErrDay, "On %s nothing was recorded yet, and no conference that the register can date had taken place.", on)
}
