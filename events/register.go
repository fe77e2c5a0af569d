package events

// RegisterOpened is the first event of every log. It binds the log to its name
// and to the key that will sign its checkpoints.
type RegisterOpened struct {
	Name         string `json:"name" guard:"-"`
	Origin       string `json:"origin" guard:"-"`       // first line of every checkpoint: "urn:ahd:<name>"
	PublicRecord bool   `json:"public_record"`          // whether anybody may read raw events
	VerifierKey  string `json:"verifier_key" guard:"-"` // note verifier key of the log
}

// Type is written once and never changes.
func (RegisterOpened) Type() Type { return "ahd.register.opened.v1" }

// QuestionRaised records something that the sources leave open, and the rule
// that the register follows until somebody knows.
type QuestionRaised struct {
	About    []string `json:"about" guard:"-"`     // addresses of what it is about: "source/<id>", "figure/<id>", …
	Question string   `json:"question" guard:"id"` // the question's id
	Rule     *string  `json:"rule"`
	Text     string   `json:"text"`
}

// Type is written once and never changes.
func (QuestionRaised) Type() Type { return "ahd.register.question-raised.v1" }

// QuestionAnswered records what turned out.
type QuestionAnswered struct {
	Finding  string  `json:"finding"` // what turned out; it stays in the record
	Question string  `json:"question" guard:"-"`
	Source   *string `json:"source" guard:"-"` // source id
}

// Type is written once and never changes.
func (QuestionAnswered) Type() Type { return "ahd.register.question-answered.v1" }

// QuestionReopened records that a question is open again.
type QuestionReopened struct {
	Grounds  string `json:"grounds"`
	Question string `json:"question" guard:"-"`
}

// Type is written once and never changes.
func (QuestionReopened) Type() Type { return "ahd.register.question-reopened.v1" }

// StoreRepaired records that one of the two stores of the record was made anew from the
// other: it had lost or changed events, or was gone. Whoever audits the register knows
// from it why there are two, and that the record is the same.
type StoreRepaired struct {
	Cause string `json:"cause"`           // what was found, as the program said it
	Kept  string `json:"kept"`            // name under which the damaged store is kept beside the new one; "" if there was none
	Root  string `json:"root" guard:"-"`  // RFC 6962 root of the events in the new store, base64
	Size  int    `json:"size"`            // how many they are
	Store string `json:"store" guard:"-"` // log, ledger; checkpoint, head: what was signed
}

// Type is written once and never changes.
func (StoreRepaired) Type() Type { return "ahd.register.store-repaired.v1" }

// HeadsRecorded records, once a day, where every stream stood after an event: the root
// of the tree over one record for each stream, as events/ledger has it. Whoever is
// shown one stream can then be shown that nothing of it is left out, up to that day.
type HeadsRecorded struct {
	Day      string `json:"day" guard:"-"`  // civil day of Karachi
	Number   int64  `json:"number"`         // of streams
	Root     string `json:"root" guard:"-"` // base64
	Sequence int64  `json:"sequence"`       // of the last event that it speaks of
}

// Type is written once and never changes.
func (HeadsRecorded) Type() Type { return "ahd.register.heads.v1" }
