// Package summary answers: may this summary be published?
package summary

import (
	"encoding/hex"
	"regexp"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/events/method"
	"ahd.example/ahd/services/commands/rule"
)

// formatted is how the format of a summary is written.
var formatted = regexp.MustCompile(`^ahd-summary/[1-9][0-9]{0,3}$`)

// PublishSummary asks to record that a compliance summary was published. Who made it
// from the record also gives its digest.
type PublishSummary struct {
	ID        string `is:"self"`
	Published events.SummaryPublished
}

func (c PublishSummary) Stream() events.Stream { return events.Stream{Kind: "summary", ID: c.ID} }

func (c PublishSummary) Decide(state fold.State, who rule.Who, _ time.Time) error {
	p := c.Published
	digest, notHex := hex.DecodeString(p.Digest)
	_, notDay := edtf.ParseDay(p.On)
	_, _, named := method.ParseName(p.Method)
	return rule.First(
		rule.Stated("title", p.Title),
		rule.When(notHex != nil || len(digest) != 32, rule.Refuse(rule.ErrMalformed, "digest", "A digest is 64 hexadecimal characters. Nothing was recorded.")),
		rule.When(notDay != nil, rule.Refuse(rule.ErrMalformed, "on", "A day is written 2026-11-22. Nothing was recorded.")),
		rule.When(!named, rule.Refuse(rule.ErrMalformed, "method", "A method is written ahd-1. Nothing was recorded.")),
		rule.When(!formatted.MatchString(p.Format), rule.Refuse(rule.ErrMalformed, "format", "A summary names its format, such as ahd-summary/2. Nothing was recorded.")),
		rule.When(p.Sequence < 1, rule.Refuse(rule.ErrMalformed, "sequence", "A summary knows of at least one event. Nothing was recorded.")),
		rule.MayRecord(who, "publish summaries", rule.Keepers...),
		rule.When(state.Summary != nil, rule.Refuse(rule.ErrRefused, "summary.published-already", "%s was published already, and stays as it is. Nothing was recorded.", c.ID)))
}

func (c PublishSummary) Say(rule.Refs) events.Payload {
	p := c.Published
	p.Scope = append([]events.SummaryScope{}, p.Scope...)
	return p
}
