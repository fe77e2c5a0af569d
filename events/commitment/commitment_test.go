package commitment_test

import (
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
)

func TestTheDueDayItselfIsInTime(t *testing.T) {
	on, _ := edtf.ParseDay("2026-11-22")
	for due, want := range map[string]string{
		"":           commitment.NoDate,
		"2026-11-21": commitment.Overdue,
		"2026-11-22": commitment.DueSoon,
		"2026-12-22": commitment.DueSoon,
		"2026-12-23": commitment.OnSchedule,
		"tomorrow":   commitment.NoDate,
	} {
		if got := (commitment.State{Due: due}).Timeliness(on); got != want {
			t.Errorf("due %q: %s, want %s", due, got, want)
		}
	}
}

func TestACapturedCommitmentStandsAtTheFirstValueOfEachAxis(t *testing.T) {
	s := commitment.Evolve(commitment.State{}, events.Event{Data: events.CommitmentCaptured{Text: "x"}})
	for _, axis := range commitment.RecordedAxes {
		if got, want := s.Axis(axis), commitment.Values[axis][0]; got != want {
			t.Errorf("%s: %s, want %s", axis, got, want)
		}
	}
	if (commitment.State{}).Exists() || !s.Exists() {
		t.Error("only a captured commitment exists")
	}
}
