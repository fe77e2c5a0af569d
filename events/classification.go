package events

import "fmt"

// CommitmentClassified records under what a commitment is found: all of it, each
// time. It replaces what was captured or recorded before.
type CommitmentClassified struct {
	Geography  []string `json:"geography" guard:"-"` // ISO 3166-2 codes, and districts under them: PK-PB/lahore
	Groups     []string `json:"groups" guard:"-"`    // affected groups
	Pillar     *string  `json:"pillar" guard:"-"`    // prevention, protection, prosecution, partnership
	Reason     *Text    `json:"reason"`
	SDGTargets []string `json:"sdg_targets" guard:"-"`
}

// Type is written once and never changes.
func (CommitmentClassified) Type() Type { return "ahd.commitment.classified.v1" }

// External names something outside that asks for the same.
type External struct {
	Number string `json:"number"`           // as the scheme numbers it
	Scheme string `json:"scheme" guard:"-"` // tip, nap, upr
	Year   int    `json:"year"`
}

// String is "tip/2023/4".
func (e External) String() string { return fmt.Sprintf("%s/%d/%s", e.Scheme, e.Year, e.Number) }

// CommitmentLinked records that a recommendation or plan of others asks for the
// same.
type CommitmentLinked struct {
	External External `json:"external"`
	Note     *string  `json:"note"`
}

// Type is written once and never changes.
func (CommitmentLinked) Type() Type { return "ahd.commitment.linked.v1" }

// CommitmentUnlinked records that it does not.
type CommitmentUnlinked struct {
	External External `json:"external"`
	Reason   *Text    `json:"reason"`
}

// Type is written once and never changes.
func (CommitmentUnlinked) Type() Type { return "ahd.commitment.unlinked.v1" }
