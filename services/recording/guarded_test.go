package recording_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"ahd/services/recording"
)

// What could lead to a person is refused, or recorded only when somebody says that
// it is harmless; what stays in the event is looked at too.
func TestWhatCouldLeadToAPersonIsNotRecordedUnasked(t *testing.T) {
	for name, c := range map[string]struct {
		command   recording.Command
		confirmed bool
		code      string
	}{
		"an identity card":            {recording.ReportProgress{ID: "cm-1", State: "planning", Narrative: text("her card is 35202-1234567-1")}, false, "text.cnic"},
		"in Urdu digits":              {recording.ReportProgress{ID: "cm-1", State: "planning", Narrative: text("شناختی کارڈ ۳۵۲۰۲۱۲۳۴۵۶۷۱")}, false, "text.cnic"},
		"whatever is confirmed":       {recording.ReportProgress{ID: "cm-1", State: "planning", Narrative: text("35202-1234567-1")}, true, "text.cnic"},
		"a phone number":              {recording.ReportProgress{ID: "cm-1", State: "planning", Narrative: text("call 0300-1234567")}, false, "text.sensitive"},
		"a phone number, confirmed":   {recording.ReportProgress{ID: "cm-1", State: "planning", Narrative: text("call 0300-1234567")}, true, ""},
		"a police report":             {recording.SuspendCommitment{Reasoned: recording.Reasoned{On: cm1, Reason: text("see FIR No. 123/24")}}, false, "text.sensitive"},
		"a child beside its age":      {recording.ReportProgress{ID: "cm-1", State: "planning", Narrative: text("Ayesha, 14, was found")}, false, "text.sensitive"},
		"in the title of a milestone": {recording.SetMilestone{On: cm1, Milestone: "m", Title: "Call 0300-1234567"}, false, "text.sensitive"},
		"in a correction":             {recording.CorrectCommitment{On: cm1, Field: "note", Value: text("35202-1234567-1"), Reason: text("x")}, false, "text.cnic"},
		"nothing of the kind":         {recording.ReportProgress{ID: "cm-1", State: "planning", Narrative: text("12 officers of 9 districts were trained in 2026")}, false, ""},
	} {
		r := &rooms{t: t}
		_, err := r.recorder(nil).Do(context.Background(), recording.Request{ID: commandID, Who: coordinator, Confirmed: c.confirmed, Command: c.command})
		var refusal *recording.Refusal
		switch {
		case errors.As(err, &refusal) && c.code == "" && strings.HasPrefix(refusal.Code, "text."), c.code != "" && (refusal == nil || refusal.Code != c.code):
			t.Errorf("%s: want %q, got %v", name, c.code, err)
		case c.code != "" && r.appended > 0:
			t.Errorf("%s: it was recorded all the same", name)
		}
	}
}
