package recording

import (
	"encoding/hex"
	"regexp"
	"time"

	"ahd/events"
	"ahd/events/edtf"
	"ahd/events/fold"
	"ahd/events/method"
)

// formatted is how the format of a summary is written.
var formatted = regexp.MustCompile(`^ahd-summary/[1-9][0-9]{0,3}$`)

// PublishSummary asks to record that a compliance summary was published. Who made it
// from the record also gives its digest.
type PublishSummary struct {
	ID        string
	Published events.SummaryPublished
}

func (c PublishSummary) Stream() events.Stream { return events.Stream{Kind: "summary", ID: c.ID} }

func (c PublishSummary) Decide(state fold.State, who Who, _ time.Time) error {
	p := c.Published
	digest, notHex := hex.DecodeString(p.Digest)
	_, notDay := edtf.ParseDay(p.On)
	_, _, named := method.ParseName(p.Method)
	return first(
		stated("title", p.Title),
		when(notHex != nil || len(digest) != 32, refuse(ErrMalformed, "digest", "A digest is 64 hexadecimal characters. Nothing was recorded.")),
		when(notDay != nil, refuse(ErrMalformed, "on", "A day is written 2026-11-22. Nothing was recorded.")),
		when(!named, refuse(ErrMalformed, "method", "A method is written ahd-1. Nothing was recorded.")),
		when(!formatted.MatchString(p.Format), refuse(ErrMalformed, "format", "A summary names its format, such as ahd-summary/2. Nothing was recorded.")),
		when(p.Sequence < 1, refuse(ErrMalformed, "sequence", "A summary knows of at least one event. Nothing was recorded.")),
		mayRecord(who, "publish summaries", keepers...),
		when(state.Summary != nil, refuse(ErrRefused, "summary.published-already", "%s was published already, and stays as it is. Nothing was recorded.", c.ID)))
}

func (c PublishSummary) Say(Refs) events.Payload {
	p := c.Published
	p.Scope = append([]events.SummaryScope{}, p.Scope...)
	return p
}
