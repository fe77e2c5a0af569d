package main

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/cmd/ahd/terminal"
)

// then runs a command as if it were a day, at noon in Karachi.
func then(t *testing.T, day string, args ...string) answer {
	t.Helper()
	now, err := time.Parse(time.RFC3339, day+"T07:00:00Z")
	if err != nil {
		t.Fatal(err)
	}
	var out, messages bytes.Buffer
	p := newProgram(args, &terminal.Terminal{Out: &out, Err: &messages, Now: func() time.Time { return now }})
	if code := p.run(context.Background()); code != 0 {
		t.Fatalf("ahd %s on %s: exit %d\n%s", strings.Join(args, " "), day, code, messages.String())
	}
	return answer{out: out.String()}
}

// What was entered late, or corrected, is shown beside what was known at the time.
func TestATrendSaysWhatWasKnownThenAndNow(t *testing.T) {
	dir := t.TempDir() + "/data"
	then(t, "2026-06-10", "import", "register", exampleDir+"/register.json", "--sources", exampleDir+"/sources", "--data", dir)
	then(t, "2026-06-10", "record", "person", "--id", "p-assessor", "--party", "ncrc", "--roles", "assessor", "--data", dir)
	then(t, "2026-07-20", append(assessing(dir, item, "limited", "p-assessor"), "--effective", "2026-06-25")...)
	then(t, "2026-08-02", assessing(dir, item, "substantial", "p-assessor")...)
	answer := then(t, "2026-09-05", "report", "trend", "--from", "2026-05", "--format", "json", "--data", dir)
	type totals struct{ N, Assessed, Limited, Substantial int }
	type known struct {
		Sequence uint64
		Totals   totals
	}
	trend := read[struct {
		Differs bool
		Points  []struct {
			On      string
			SoFar   bool `json:"so_far"`
			Then    *known
			Now     known
			Differs []string
		}
	}](t, answer)
	if len(trend.Points) != 5 || !trend.Differs {
		t.Fatalf("%+v", trend)
	}
	if running := trend.Points[4]; running.On != "2026-09-05" || !running.SoFar || running.Now.Totals.Substantial != 1 || trend.Points[3].SoFar {
		t.Errorf("the running month: %+v", running)
	}
	may, june, july, august := trend.Points[0], trend.Points[1], trend.Points[2], trend.Points[3]
	if may.On != "2026-05-31" || may.Then != nil || may.Now.Totals.Assessed != 0 {
		t.Errorf("May: %+v", may)
	}
	if june.Then.Totals.Assessed != 0 || june.Now.Totals.Limited != 1 || !slices.Contains(june.Differs, "limited") || june.Then.Sequence >= june.Now.Sequence {
		t.Errorf("June: %+v", june)
	}
	if july.Then.Totals.Limited != 1 || july.Now.Totals.Limited != 1 || july.Now.Totals.Substantial != 0 || len(july.Differs) != 0 {
		t.Errorf("July: %+v", july)
	}
	if august.Then.Totals.Substantial != 1 || august.Now.Totals.Substantial != 1 || len(august.Differs) != 0 {
		t.Errorf("August: %+v", august)
	}
	if again := then(t, "2026-09-05", "report", "trend", "--from", "2026-05", "--json", "--data", dir); strings.TrimSpace(again.out) != strings.TrimSpace(answer.out) {
		t.Error("the same trend is another document")
	}
	for _, args := range [][]string{{"--every", "week"}, {"--from", "2027"}, {"--to", "soon"}, {"--scope", "mood/good"}, {"--method", "ahd-9"}} {
		fails(t, 1, append([]string{"report", "trend", "--data", dir}, args...)...)
	}
}
