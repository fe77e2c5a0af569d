package reporting_test

import (
	"slices"
	"strings"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
)

// The second way of counting: straight from the events, with rules written down once
// more in the plainest way, so that a mistake would have to be made twice.

// promise is one commitment as its events tell of it, read from the first to the last.
type promise struct {
	id, parent                            string
	children                              []string
	kind, pillar, convening, group, paper string
	places, targets, links                []string
	verifiable                            bool
	record, before                        string
	lead, due                             string
	interval                              int
	checkedOn, heardOn                    string
	reports                               []claim
	objections                            map[string]bool // by id; false once hidden
	level, foundOn                        string
	closed                                string // "", implemented, not_implemented
	asked                                 string
	answered                              bool
	rated, trackable                      bool
}

type claim struct {
	id, says             string
	takenBack, contested bool
}

// world is everything that a history tells.
type world struct {
	promises []*promise // in the order of their capture
	dates    map[string]string
	settled  map[string]bool
	into     map[string]string // organisations
	on       string            // the day on which it is looked at; "" for now
}

func telling(told []events.Event) *world { return tellingOn(told, "") }

func tellingOn(told []events.Event, on string) *world {
	w := &world{on: on, dates: map[string]string{}, settled: map[string]bool{}, into: map[string]string{}}
	for _, e := range told {
		kind, id, _ := strings.Cut(e.Subject, "/")
		switch kind {
		case "convening":
			w.convening(id, e.Data)
		case "party":
			switch d := e.Data.(type) {
			case events.PartyMerged:
				w.into[id] = d.Into
			case events.PartyUnmerged:
				delete(w.into, id)
			}
		case "commitment":
			w.commitment(id, e)
		}
	}
	return w
}

func (w *world) convening(id string, data events.Payload) {
	switch d := data.(type) {
	case events.ConveningRegistered:
		w.dates[id] = text(d.Date.EDTF)
	case events.ConveningDateAsserted:
		if w.dates[id] == "" && !w.settled[id] {
			w.dates[id] = d.EDTF
		}
	case events.ConveningDateCorrected:
		w.dates[id], w.settled[id] = text(d.EDTF), true
	case events.ConveningJoined:
		for _, p := range w.promises {
			if p.convening == id {
				p.convening = d.Into
			}
		}
	}
}

func (w *world) find(id string) *promise {
	for _, p := range w.promises {
		if p.id == id {
			return p
		}
	}
	return nil
}

func text(stated *string) string {
	if stated == nil {
		return ""
	}
	return *stated
}

// dayIn is the day on a wall calendar in Karachi, five hours ahead.
func dayIn(t time.Time) string { return t.UTC().Add(5 * time.Hour).Format("2006-01-02") }

func (w *world) commitment(id string, e events.Event) {
	if d, ok := e.Data.(events.CommitmentCaptured); ok {
		w.promises = append(w.promises, &promise{
			id: id, parent: text(d.Parent), children: d.Children, kind: d.Kind, pillar: text(d.Pillar), convening: d.Convening,
			group: text(d.WorkingGroup), paper: text(d.Instrument), places: d.Geography, targets: d.SDGTargets, verifiable: d.Verifiable,
			record: "captured", level: "not_assessed", objections: map[string]bool{},
		})
		return
	}
	p := w.find(id)
	p.of(e)
	p.said(e, w.on)
}

// of is what it is, whose, and by when.
func (p *promise) of(e events.Event) {
	switch d := e.Data.(type) {
	case events.CommitmentConfirmed:
		p.record, p.checkedOn = "confirmed", dayIn(e.Time)
	case events.CommitmentOperationalised:
		p.record = "operationalised"
		if d.Party != nil {
			p.lead = *d.Party
		}
		if d.Due != nil {
			p.due = *d.Due
		}
		if d.ReviewDays != nil {
			p.interval = *d.ReviewDays
		}
	case events.CommitmentAssigned:
		p.lead = d.Party
	case events.ResponsibilityHandedOver:
		p.lead = d.Party
	case events.DueDateSet:
		p.due = d.Due
	case events.DueDateRevised:
		p.due = d.Due
	case events.ReviewIntervalSet:
		p.interval = d.Days
	case events.CommitmentWithdrawn:
		p.record = "withdrawn"
	case events.CommitmentSuperseded, events.CommitmentSplit:
		p.record = "superseded"
	case events.CommitmentRejected:
		p.record = "rejected"
	case events.CommitmentMerged:
		p.before, p.record = p.record, "merged"
	case events.CommitmentUnmerged:
		p.record, p.before = p.before, ""
	case events.VerifiabilityJudged:
		p.verifiable = d.Verifiable
	case events.CommitmentWorded:
		p.kind, p.verifiable = d.Kind, d.Verifiable
	case events.CommitmentClassified:
		p.pillar, p.places, p.targets = text(d.Pillar), d.Geography, d.SDGTargets
	case events.CommitmentCorrected:
		if d.Field == "kind" && d.Value != nil {
			p.kind = *d.Value
		} else if d.Field == "pillar" {
			p.pillar = text(d.Value)
		}
	case events.CommitmentLinked:
		p.links = append(p.links, d.External.String())
	case events.CommitmentUnlinked:
		p.links = slices.DeleteFunc(slices.Clone(p.links), func(link string) bool { return link == d.External.String() })
	case events.SmartRated:
		p.rated, p.trackable = true, d.Measurable && d.Achievable && d.TimeBound
	}
}

// said is what is said of it, found and objected.
func (p *promise) said(e events.Event, on string) {
	news := dayIn(e.Time)
	if on != "" && news > on { // nobody had told the register yet
		news = whenOf(e)
	}
	heard := func() {
		if news > p.heardOn {
			p.heardOn = news
		}
	}
	spoke := func() {
		heard()
		p.answered = p.answered || news != "" && p.asked != "" && (news == dayIn(e.Time) || p.asked <= news)
	}
	report := func(id string, change func(*claim)) {
		for i := range p.reports {
			if p.reports[i].id == id {
				change(&p.reports[i])
			}
		}
	}
	switch d := e.Data.(type) {
	case events.UpdateRequested:
		p.asked, p.answered = d.Day, false
	case events.ProgressReported:
		spoke()
		p.reports = append(p.reports, claim{id: e.ID, says: d.State})
	case events.ProgressRetracted:
		report(d.Report, func(c *claim) { c.takenBack = true })
	case events.ReportContested:
		report(d.Report, func(c *claim) { c.contested = true })
	case events.ReportConfirmed:
		spoke()
		report(d.Report, func(c *claim) { c.contested = false })
	case events.MilestoneMet, events.MeasurementTaken:
		spoke()
	case events.EvidenceLinked:
		heard()
		if d.Kind == "contradicts" && p.closed == "implemented" {
			p.objections[e.ID] = true
		}
	case events.CommitmentAssessed:
		heard()
		p.level, p.foundOn = d.Level, dayIn(e.Time)
		if d.Effective != nil {
			p.foundOn = *d.Effective
		}
	case events.ProgressDisputed:
		p.objections[e.ID] = true
	case events.DisputeHidden:
		if _, ok := p.objections[d.Disputed]; ok {
			p.objections[d.Disputed] = false
		}
	case events.CommitmentClosed:
		p.closed = d.Outcome
	case events.CommitmentReopened:
		p.closed = ""
	}
}

func isDay(text string) bool {
	_, err := edtf.ParseDay(text)
	return err == nil
}
