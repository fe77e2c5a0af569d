// Package document answers: what does a compliance summary say, in which shape, and is
// this file one?
//
// A Document is the one answer; JSON is its canonical bytes, and every other form is drawn
// from it. All numbers are integers; rates are in basis points, or null where nothing
// divides.
package document

import (
	"maps"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/register"
)

// Format names the shape of a Document, and how it reads a day: how things stood on it,
// by commitment.HappenedOn.
const Format = "ahd-summary/2"

// FormatOne is the first. It counts everything that was recorded until its moment,
// whatever the day: on a past one also what happened later.
const FormatOne = "ahd-summary/1"

// Formats are all that can be made and checked.
var Formats = []string{Format, FormatOne}

// Document is one summary.
type Document struct {
	Format   string   `json:"format"` // one of Formats
	At       At       `json:"at"`
	On       string   `json:"on"` // civil day by the register's clock
	Register Register `json:"register"`
	Scope    []Scope  `json:"scope"` // [] for the whole register
	Method   Method   `json:"method"`
	How      How      `json:"how"`      // what the method says
	Headline Headline `json:"headline"` // what the first sentence is made of
	Totals   Totals   `json:"totals"`
	List     string   `json:"list"`   // of which list the filters are: "commitments"
	Filter   Filter   `json:"filter"` // the commitments that are registered in the scope
	// Behind names, by the name of a number, what narrows Filter (or that of a row of
	// a table) to the list behind that number. Behind a rate is what it divides. A
	// number without a line is no count of commitments, or 0 in every row.
	Behind map[string]Filter `json:"behind"`
	Tables []Table           `json:"tables"` // in the order of TableNames
	Lists  Lists             `json:"lists"`
	// Measures are what was measured of the commitments that count, small counts
	// withheld.
	Measures []Measure `json:"measures"`
	// DatedByRecording is how many facts of what is registered count from the day of their
	// recording, because nothing else says when they happened. The first format has no
	// such number.
	DatedByRecording int `json:"dated_by_recording"`
}

// At is the moment as of which a document knows: an event and what the record hashed
// to after it.
type At struct {
	Sequence uint64 `json:"sequence"`
	Time     string `json:"time"` // when it was recorded: "2026-11-22T09:18:25.250Z"; the day alone, "2026-11-22", as pages give it
	Root     string `json:"root"` // RFC 6962, base64
}

// Register is whose record it is.
type Register struct {
	Name   string `json:"name"`
	Origin string `json:"origin"` // "urn:ahd:<name>"

	// Says is what it says of itself by now. It is not in the document, which stays what
	// it was when people call the register something else.
	Says register.Described `json:"-"`
}

// Heading is what people call the register.
func (r Register) Heading() string { return r.Says.Heading(r.Name) }

// Method names a version of a method.
type Method struct {
	ID      string `json:"id"`
	Version int    `json:"version"`
}

// How is what a method says, so that whoever reads a number can read how it was made.
type How struct {
	Title     string                 `json:"title"`
	Changes   string                 `json:"changes"`
	Kinds     []string               `json:"kinds"` // that count in rates
	StaleDays int                    `json:"stale_days"`
	Grades    []events.MethodGrade   `json:"grades"`
	Weights   []events.MethodWeight  `json:"weights"` // [] where each commitment counts as one
	Formulas  []events.MethodFormula `json:"formulas"`
	Example   events.MethodExample   `json:"example"`
}

// Label is what people read for a thing; UR is null where the register has no Urdu
// for it.
type Label struct {
	EN string  `json:"en"`
	UR *string `json:"ur"`
}

// Scope is one thing that a summary is about. Things of one kind add up; what is of
// several kinds is what they have in common.
type Scope struct {
	Kind  string `json:"kind"` // one of ScopeKinds
	ID    string `json:"id"`
	Label Label  `json:"label"`
}

// Filter narrows a list, as `ahd list commitments --<name> <value>` does. Several
// values of one name stand with a comma between them.
type Filter map[string]string

// And is a filter that narrows the list further.
func (f Filter) And(name, value string) Filter {
	more := maps.Clone(f)
	more[name] = value
	return more
}

// Headline is what the first sentence is made of. "Silent" never stands without "not
// yet asked", nor a rate without n, coverage, floor and ceiling.
type Headline struct {
	N             int  `json:"n"`
	Assessed      int  `json:"assessed"`
	Silent        int  `json:"silent"`          // open, and nobody reported
	NeverAsked    int  `json:"never_asked"`     // of the silent: nobody was asked
	AskedNoAnswer int  `json:"asked_no_answer"` // open: asked, and no answer since
	Unassigned    int  `json:"unassigned"`      // open, and nobody answers for it
	CoverageBP    *int `json:"coverage_bp"`
	ScoreBP       *int `json:"score_bp"`
	FloorBP       *int `json:"floor_bp"`
	CeilingBP     *int `json:"ceiling_bp"`
}

// Table breaks the totals down.
type Table struct {
	Name     string `json:"name"`     // one of TableNames
	Overlaps bool   `json:"overlaps"` // one commitment can stand in several rows: they do not add up to the totals
	Rows     []Row  `json:"rows"`     // in the order of their ids, what is not stated last
}

// TableNames are the tables of a document.
var TableNames = []string{"organisation", "pillar", "province", "convening", "working_group"}

// Row is one line of a table.
type Row struct {
	ID     *string `json:"id"` // null for the commitments of which it is not stated
	Label  Label   `json:"label"`
	Totals Totals  `json:"totals"`
	Filter Filter  `json:"filter"` // complete: it replaces that of the document
}

// Lists are the commitments that a reader asks for by name.
type Lists struct {
	Overdue    List `json:"overdue"`     // that count, the longest overdue first
	Silent     List `json:"silent"`      // that count and are open: nobody reported
	Disputed   List `json:"disputed"`    // that count: somebody says otherwise
	NotCounted List `json:"not_counted"` // that are tracked and count in no rate, each with its reason
}

// List is a list of commitments, in the order of their capture unless said otherwise.
type List struct {
	Total  int    `json:"total"`
	Rows   []Item `json:"rows"`   // at most MaxRows of them
	Filter Filter `json:"filter"` // complete; it finds all
}

// MaxRows is how many commitments a list of a document names. All are behind its
// filter.
const MaxRows = 1000

// Item is one commitment in a list.
type Item struct {
	ID           string  `json:"id"`
	Text         string  `json:"text"`
	Kind         string  `json:"kind"`
	Convening    string  `json:"convening"`
	Organisation *string `json:"organisation"` // party id: who answers for it now
	Record       string  `json:"record"`
	SelfReported string  `json:"self_reported"`
	Assessed     string  `json:"assessed"`
	Closure      string  `json:"closure"`
	Timeliness   string  `json:"timeliness"`
	Due          *string `json:"due"`          // civil day
	OverdueDays  *int    `json:"overdue_days"` // null unless overdue
	AgeDays      *int    `json:"age_days"`     // since the conference; null where that cannot be said
	Stale        bool    `json:"stale"`
	Asked        *string `json:"asked"`  // civil day on which an update was last requested
	Reason       *string `json:"reason"` // why it is not counted: not_verifiable, other_kinds, not_in_force
	Contest      Contest `json:"contest"`
}

// Contest is how far people disagree.
type Contest struct {
	Claims   int  `json:"claims"`
	MeanBP   *int `json:"mean_bp"` // the index of UPR Info; null without claims
	SpreadBP *int `json:"spread_bp"`
}

// Measure is what was measured of one commitment by one indicator.
type Measure struct {
	Commitment string  `json:"commitment"`
	Indicator  string  `json:"indicator"`
	Title      string  `json:"title"`
	Unit       string  `json:"unit"`
	Baseline   *string `json:"baseline"`
	Target     *string `json:"target"`
	Values     []Value `json:"values"` // the last ones, in the order in which they were recorded
	More       int     `json:"more"`   // how many older ones are not shown
}

// Value is one value of an indicator, as everybody may see it.
type Value struct {
	Period       string  `json:"period"` // EDTF
	Place        *string `json:"place"`
	Sex          *string `json:"sex"`
	Age          *string `json:"age"`
	Exploitation *string `json:"exploitation"`
	Value        string  `json:"value"` // as stated, or "<5", or "withheld"
}
