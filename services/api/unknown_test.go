package api

import (
	"fmt"
	"testing"

	"ahd.example/ahd/services/commands/rule"

	"ahd.example/ahd/services/recording"
)

// Whatever a later attempt was refused for, of a command whose outcome is unknown it is
// not said that nothing was recorded.
func TestWhatIsUnknownIsNotDenied(t *testing.T) {
	for _, c := range classes {
		for _, err := range []error{
			fmt.Errorf("%w: %w", rule.ErrOutcomeUnknown, c.Is),
			recording.Refuse(fmt.Errorf("%w: %w", c.Is, rule.ErrOutcomeUnknown), "outcome-unknown", "It is not known."),
		} {
			if p := ProblemOf(err); p.Recorded != nil || p.Exit != ExitUnknown || p.Code != "outcome-unknown" {
				t.Errorf("because of “%v”: exit %d, %s, recorded %v", c.Is, p.Exit, p.Code, p.Recorded)
			}
		}
	}
}
