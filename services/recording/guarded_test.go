package recording_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
)

// What could lead to a person is refused, or recorded only when somebody says that
// it is harmless; what stays in the event is looked at too.
func TestWhatCouldLeadToAPersonIsNotRecordedUnasked(t *testing.T) {
	for name, c := range map[string]struct {
		command   rule.Command
		confirmed bool
		code      string
	}{
		"an identity card":            {commitment.ReportProgress{ID: "cm-1", State: "planning", Narrative: text("her card is 35202-1234567-1")}, false, "text.cnic"},
		"in Urdu digits":              {commitment.ReportProgress{ID: "cm-1", State: "planning", Narrative: text("شناختی کارڈ ۳۵۲۰۲۱۲۳۴۵۶۷۱")}, false, "text.cnic"},
		"whatever is confirmed":       {commitment.ReportProgress{ID: "cm-1", State: "planning", Narrative: text("35202-1234567-1")}, true, "text.cnic"},
		"a phone number":              {commitment.ReportProgress{ID: "cm-1", State: "planning", Narrative: text("call 0300-1234567")}, false, "text.sensitive"},
		"a phone number, confirmed":   {commitment.ReportProgress{ID: "cm-1", State: "planning", Narrative: text("call 0300-1234567")}, true, ""},
		"a police report":             {commitment.SuspendCommitment{Reasoned: commitment.Reasoned{On: cm1, Reason: text("see FIR No. 123/24")}}, false, "text.sensitive"},
		"a child beside its age":      {commitment.ReportProgress{ID: "cm-1", State: "planning", Narrative: text("Ayesha, 14, was found")}, false, "text.sensitive"},
		"in the title of a milestone": {commitment.SetMilestone{On: cm1, Milestone: "m", Title: "Call 0300-1234567"}, false, "text.sensitive"},
		"in a correction":             {commitment.CorrectCommitment{On: cm1, Field: "note", Value: text("35202-1234567-1"), Reason: text("x")}, false, "text.cnic"},
		"nothing of the kind":         {commitment.ReportProgress{ID: "cm-1", State: "planning", Narrative: text("12 officers of 9 districts were trained in 2026")}, false, ""},
	} {
		r := &rooms{t: t}
		_, err := r.recorder(nil).Do(context.Background(), recording.Request{ID: commandID, Who: coordinator, Confirmed: c.confirmed, Command: c.command})
		var refusal *rule.Refusal
		switch {
		case errors.As(err, &refusal) && c.code == "" && strings.HasPrefix(refusal.Code, "text."), c.code != "" && (refusal == nil || refusal.Code != c.code):
			t.Errorf("%s: want %q, got %v", name, c.code, err)
		case c.code != "" && r.appended > 0:
			t.Errorf("%s: it was recorded all the same", name)
		}
	}
}
