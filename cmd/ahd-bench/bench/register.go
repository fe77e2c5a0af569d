// Package bench answers: how fast is it, against what this machine can do?
//
// Each figure is measured with its raw limit in one run, in several rounds, and
// printed with the ratio: a time alone says more about the machine than about us.
package bench

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/google/uuid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
)

// source names the made-up register.
const source = "urn:ahd:bench"

// PerCommitment is how many events each commitment of the made-up register has.
const PerCommitment = 20

// register makes up events that follow one another as a log would have them:
// each commitment is captured and confirmed, then reported on in random turns.
type register struct {
	random   *rand.Rand
	at       time.Time
	open     []*stream // begun, and not yet at PerCommitment
	begun    int
	captures int
	total    int // commitments to make
	made     uint64
	filling  string
	dating   dating
}

type stream struct {
	subject string
	version int64
	prev    string
}

// newRegister makes up a register, the same for the same seed. One that is spread has
// all its commitments open from the beginning to the end, so that the events of each
// stand all over it; otherwise each is soon done.
func newRegister(what Filling) *register {
	r := &register{
		random: rand.New(rand.NewPCG(what.Seed, what.Seed)), at: begins,
		total: max(1, what.Events/PerCommitment), filling: strings.Repeat("shelter district report ", 4),
		dating: what.dating(),
	}
	for what.Spread && r.begun < r.total {
		r.begin()
	}
	return r
}

// begin opens one more commitment, which has no events yet.
func (r *register) begin() *stream {
	r.begun++
	s := &stream{subject: fmt.Sprintf("commitment/cm-%d", r.begun)}
	r.open = append(r.open, s)
	return s
}

// next makes up one event.
func (r *register) next() ([]byte, error) {
	r.made++
	r.at = r.at.Add(time.Duration(r.random.Int64N(int64(r.dating.apart))) * time.Millisecond)
	if r.dating.years > 0 && r.made <= conferences {
		return r.body(&stream{subject: fmt.Sprintf("convening/m-%d", r.made-1)}, r.conference())
	}
	if r.begun < r.total && (len(r.open) == 0 || r.random.IntN(PerCommitment) == 0) {
		return r.body(r.begin(), r.captured())
	}
	if len(r.open) == 0 { // rounding: the last commitment takes what is left
		r.open = append(r.open, &stream{subject: fmt.Sprintf("commitment/extra-%d", r.made)})
		return r.body(r.open[0], r.captured())
	}
	i := r.random.IntN(len(r.open))
	s := r.open[i]
	if s.version == PerCommitment-1 {
		r.open[i] = r.open[len(r.open)-1]
		r.open = r.open[:len(r.open)-1]
	}
	return r.body(s, r.payload(s))
}

func (r *register) captured() events.Payload {
	r.captures++
	return events.CommitmentCaptured{Text: r.filling, Kind: "recommendation", Convening: fmt.Sprintf("m-%d", r.captures%conferences),
		Children: []string{}, Geography: []string{}, SDGTargets: []string{"8.7"}, Quotes: []events.Quote{}, Verifiable: true}
}

func (r *register) payload(s *stream) events.Payload {
	switch {
	case s.version == 0:
		return r.captured()
	case s.version == 1:
		return events.CommitmentConfirmed{Basis: "quotes-found"}
	case s.version == 2:
		return events.CommitmentAssigned{Party: fmt.Sprintf("party-%d", r.random.IntN(40))}
	case s.version == 3:
		return events.DueDateSet{Due: r.at.AddDate(0, 0, r.random.IntN(700)).Format(time.DateOnly)}
	}
	if r.dating.years > 0 && r.random.IntN(100) < becameKnown {
		return events.VerifiabilityJudged{Verifiable: true}
	}
	return r.report()
}

func (r *register) report() events.Payload {
	effective := r.happened()
	states := commitment.ReportStates
	return events.ProgressReported{State: states[r.random.IntN(len(states))], Effective: &effective,
		Narrative: &events.Text{ID: "00000000-0000-7000-8000-000000000000/narrative", Hash: strings.Repeat("A", 43) + "="}}
}

func (r *register) body(s *stream, payload events.Payload) ([]byte, error) {
	id := uuid.UUID{}
	for i := range id {
		id[i] = byte(r.random.UintN(256))
	}
	s.version++
	body, err := events.Encode(events.Event{Data: payload, Envelope: events.Envelope{
		ID: id.String(), Source: source, Type: payload.Type(), Subject: s.subject, Time: r.at,
		Actor: fmt.Sprintf("p-%d", r.random.IntN(30)), ActorRole: "coordinator", Auth: "local",
		StreamVersion: s.version, StreamPrev: s.prev,
	}})
	if err == nil {
		s.prev = events.LeafHash(body).String()
	}
	return body, err
}
