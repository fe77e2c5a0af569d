package web

import (
	"fmt"
	"net/http"
	"testing"

	"ahd.example/ahd/services/commands/rule"
)

// Whatever a later attempt was refused for, of a command whose outcome is unknown no page
// says that nothing was recorded.
func TestWhatIsUnknownIsNotDenied(t *testing.T) {
	for _, row := range classes {
		p := Explain(fmt.Errorf("%w: %w", rule.ErrOutcomeUnknown, row.class))
		if p.Status != http.StatusServiceUnavailable || p.Title != "Not known whether it was recorded" {
			t.Errorf("because of “%v”: %d %s", row.class, p.Status, p.Title)
		}
	}
}
