// Package example answers: what does `ahd demo` show?
//
// Four meetings that took place, told in notes written for this purpose, and a
// story of what happened since, which is invented: those who answer and report in
// it are bodies that do not exist.
package example

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
)

var (
	//go:embed register.json
	register []byte
	//go:embed story.json
	story []byte
	//go:embed sources/*.txt
	sources embed.FS
)

// Step is one thing that happened since, in the order in which it is recorded.
// Days are counted from the day on which the demo runs.
type Step struct {
	Commitment string `json:"commitment"`
	Do         string `json:"do"` // assign, due, review, progress or evidence

	Party            string  `json:"party"`              // assign: who answers for it
	DueInDays        *int    `json:"due_in_days"`        // due: below zero it is overdue
	ReviewDays       int     `json:"review_days"`        // review
	State            string  `json:"state"`              // progress
	OnBehalfOf       string  `json:"on_behalf_of"`       // progress: entered for this organisation
	URL              string  `json:"url"`                // evidence
	Kind             string  `json:"kind"`               // evidence: supports
	Narrative        string  `json:"narrative"`          // progress; of evidence, its description
	EffectiveDaysAgo *int    `json:"effective_days_ago"` // when it happened; or
	Effective        *string `json:"effective"`          // EDTF. Neither: not stated
}

// Register is the example register, an ahd-register/1 file.
func Register() []byte { return bytes.Clone(register) }

// Sources are the notes that the register quotes, by file name.
func Sources() fs.FS {
	notes, err := fs.Sub(sources, "sources")
	if err != nil { // only of an invalid path, and this one is valid
		return sources
	}
	return notes
}

// Story is what happened since.
func Story() ([]Step, error) {
	decoder := json.NewDecoder(bytes.NewReader(story))
	decoder.DisallowUnknownFields()
	var steps []Step
	if err := decoder.Decode(&steps); err != nil {
		return nil, fmt.Errorf("the story of the example register: %w", err)
	}
	return steps, nil
}
