package verification

import (
	"encoding/json"
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/note"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
)

// rules are those of FORMAT.md section 2, as far as a walk has come.
type rules struct {
	sequence uint64 // of the last event
	origin   string
	key      string
	log      note.Verifier
	last     time.Time
	standing ledger.Standing
	places   map[string]uint64 // sequence of each stream's last event
	heads    int
	erased   map[string]bool // ids of texts that were erased; nil while nobody asks
	corrects bool            // an event has set the clock right
	partial  bool            // events may be left out between those that are looked at
	suspect  uint64          // an earlier event that may be the altered one instead of the last; 0 for none
}

// openedType is what every record begins with.
var openedType = events.RegisterOpened{}.Type()

var erasedType = events.TextErased{}.Type()

// at names the event that is being looked at.
func (r *rules) at(f *fact, code, detail string) *Failure {
	return &Failure{Kind: Broken, Code: code, Sequence: r.sequence, Detail: detail, Event: f.body}
}

// add holds the next event of a whole record against the rules 1, 2, 3 and 6.
func (r *rules) add(f *fact) *Failure {
	r.sequence++
	if bad := r.own(f); bad != nil {
		return bad
	}
	if bad := r.chain(f); bad != nil {
		return bad
	}
	return r.head(f)
}

// own holds an event against what can be said without the others of its stream.
func (r *rules) own(f *fact) *Failure {
	if f.err != nil {
		return r.at(f, "event.form", "It is not in the one permitted form: "+f.err.Error()+".").sides("a canonical event", f.err)
	}
	if bad := r.opening(f); bad != nil {
		return bad
	}
	if bad := r.time(f); bad != nil {
		return bad
	}
	if r.erased != nil && f.envelope.Type == erasedType {
		var data struct {
			Text string `json:"text"`
		}
		if json.Unmarshal(f.data, &data) == nil && data.Text != "" {
			r.erased[data.Text] = true
		}
	}
	return nil
}

// opening is rule 1.
func (r *rules) opening(f *fact) *Failure {
	e := f.envelope
	if r.sequence > 1 {
		switch {
		case e.Type == openedType:
			return r.at(f, "event.opening", "The register is opened a second time.")
		case e.Source != r.origin:
			return r.at(f, "event.source", "It is of another register.").sides(r.origin, e.Source)
		}
		return nil
	}
	if e.Type != openedType || e.Subject != events.Register.Subject() {
		return r.at(f, "event.opening", "The record does not begin with the opening of the register.").sides(openedType, e.Type)
	}
	event, err := events.Decode(f.body)
	opened, is := event.Data.(events.RegisterOpened)
	if err != nil || !is {
		return r.at(f, "event.opening", "The opening of the register has another shape.").because(err)
	}
	log, err := note.NewVerifier(opened.VerifierKey)
	if err != nil || log.Name() != opened.Origin || e.Source != opened.Origin || !spelt(opened.VerifierKey, log) {
		return r.at(f, "event.opening", "The opening of the register names no key of its own.").because(err)
	}
	r.origin, r.key, r.log = opened.Origin, opened.VerifierKey, log
	return nil
}

// chain is rule 3.
func (r *rules) chain(f *fact) *Failure {
	e := f.envelope
	version, leaf := r.standing.Of(e.Subject)
	if uint64(e.StreamVersion) != version+1 {
		return r.at(f, "event.version", fmt.Sprintf("It claims to be number %d of %s, and is number %d: an event is missing, or too many.", e.StreamVersion, e.Subject, version+1)).
			sides(version+1, e.StreamVersion)
	}
	if version > 0 && !leaf.Spelt(e.StreamPrev) {
		r.suspect = r.places[e.Subject]
		bad := r.at(f, "event.chain", fmt.Sprintf("It says that event %d, the one before it on %s, hashes to something else: one of the two was altered.", r.places[e.Subject], e.Subject))
		return bad.sides(e.StreamPrev, leaf)
	}
	if r.places == nil {
		r.places = map[string]uint64{}
	}
	r.standing.Add(e.Subject, uint64(e.StreamVersion), f.leaf)
	r.places[e.Subject] = r.sequence
	return nil
}

// head is rule 6.
func (r *rules) head(f *fact) *Failure {
	said, is := ledger.ReadHeads(f.envelope, f.data)
	if !is {
		return nil
	}
	if said.Sequence < 1 || said.Sequence >= r.sequence || r.sequence-said.Sequence > ledger.HeadsReach {
		return r.at(f, "event.heads", "It says where the streams stood, and not when.")
	}
	records, _ := r.standing.At(said.Sequence)
	root, number := ledger.HeadsRoot(records)
	if number != said.Number || root != said.Root {
		return r.at(f, "event.heads", fmt.Sprintf("It says wrongly where the streams stood after event %d.", said.Sequence)).
			sides(fmt.Sprintf("%d streams, root %s", number, root), fmt.Sprintf("%d streams, root %s", said.Number, said.Root))
	}
	r.heads++
	return nil
}

func moment(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }
