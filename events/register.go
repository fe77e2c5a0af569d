package events

// RegisterOpened is the first event of every log. It binds the log to its name
// and to the key that will sign its checkpoints.
type RegisterOpened struct {
	Name         string `json:"name"`
	Origin       string `json:"origin"`        // first line of every checkpoint: "urn:ahd:<name>"
	PublicRecord bool   `json:"public_record"` // whether anybody may read raw events
	VerifierKey  string `json:"verifier_key"`  // note verifier key of the log
}

// Type is written once and never changes.
func (RegisterOpened) Type() Type { return "ahd.register.opened.v1" }

// QuestionRaised records something that the sources leave open, and the rule
// that the register follows until somebody knows.
type QuestionRaised struct {
	About    []string `json:"about"`    // addresses of what it is about: "source/<id>", "figure/<id>", …
	Question string   `json:"question"` // the question's id
	Rule     *string  `json:"rule"`
	Text     string   `json:"text"`
}

// Type is written once and never changes.
func (QuestionRaised) Type() Type { return "ahd.register.question-raised.v1" }

// QuestionAnswered records what turned out.
type QuestionAnswered struct {
	Finding  string  `json:"finding"` // what turned out; it stays in the record
	Question string  `json:"question"`
	Source   *string `json:"source"` // source id
}

// Type is written once and never changes.
func (QuestionAnswered) Type() Type { return "ahd.register.question-answered.v1" }

// QuestionReopened records that a question is open again.
type QuestionReopened struct {
	Grounds  string `json:"grounds"`
	Question string `json:"question"`
}

// Type is written once and never changes.
func (QuestionReopened) Type() Type { return "ahd.register.question-reopened.v1" }

// HeadsRecorded records, once a day, where every stream stood after an event: the root
// of the tree over one record for each stream, as events/ledger has it. Whoever is
// shown one stream can then be shown that nothing of it is left out, up to that day.
type HeadsRecorded struct {
	Day      string `json:"day"`      // civil day of Karachi
	Number   int64  `json:"number"`   // of streams
	Root     string `json:"root"`     // base64
	Sequence int64  `json:"sequence"` // of the last event that it speaks of
}

// Type is written once and never changes.
func (HeadsRecorded) Type() Type { return "ahd.register.heads.v1" }
