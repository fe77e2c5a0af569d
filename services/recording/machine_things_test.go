package recording_test

import (
	"ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/commands/rule"
)

// thing is a report, a document or a dispute, and what became of it: "" while it
// stands.
type thing struct {
	id, says, of, fate string
	made               past // the deed that made it
	unnamed            bool // nobody is told who did
}

func (t thing) stands() bool { return t.fate == "" || t.fate == "confirmed" }

// things collects what one function makes, and lets later deeds change its fate.
func (p past) things(made func(int, deed) *thing, fate func(deed) (id, fate string)) (list []thing) {
	for i, d := range p {
		if t := made(i, d); t != nil {
			t.made = past{d}
			list = append(list, *t)
		}
		id, became := fate(d)
		for j := range list {
			if list[j].id == id && id != d.id {
				list[j].fate = became
			}
		}
	}
	return list
}

func (p past) reports() []thing {
	return p.things(func(_ int, d deed) *thing {
		if c, ok := d.command.(commitment.ReportProgress); ok {
			return &thing{id: d.id, says: c.State, of: d.who.For}
		}
		return nil
	}, func(d deed) (string, string) {
		switch c := d.command.(type) {
		case commitment.ConfirmReport:
			return c.Report, "confirmed"
		case commitment.ContestReport:
			return c.Report, "contested"
		case commitment.RetractProgress:
			return c.Report, "retracted"
		}
		return "", ""
	})
}

// papers are the documents.
func (p past) papers() []thing {
	return p.things(func(_ int, d deed) *thing {
		if c, ok := documented(d.command); ok {
			return &thing{id: d.id, says: c.Kind, unnamed: c.Anonymous()}
		}
		return nil
	}, func(d deed) (string, string) {
		if c, ok := documented(d.command); ok && c.Supersedes != nil {
			return *c.Supersedes, "replaced"
		}
		if c, ok := d.command.(commitment.RetractEvidence); ok {
			return c.Evidence, "retracted"
		}
		return "", ""
	})
}

func documented(command rule.Command) (commitment.Documented, bool) {
	switch c := command.(type) {
	case commitment.LinkEvidence:
		return c.Documented, true
	case commitment.DepositEvidence:
		return c.Documented, true
	}
	return commitment.Documented{}, false
}

// doubts are the disputes, and the documents against what counted as implemented.
func (p past) doubts() []thing {
	return p.things(func(i int, d deed) *thing {
		if c, ok := d.command.(commitment.DisputeProgress); ok {
			return &thing{id: d.id, says: c.Claim}
		}
		if c, ok := documented(d.command); ok && c.Kind == "contradicts" && p[:i].closure() == "closed_implemented" {
			return &thing{id: d.id, says: "not_implemented"}
		}
		return nil
	}, func(d deed) (string, string) {
		if c, ok := d.command.(commitment.HideDispute); ok {
			return c.Dispute, "hidden"
		}
		return "", ""
	})
}
