package moving

import (
	"testing"

	"github.com/google/uuid"

	"ahd.example/ahd/events/folder"
)

// A node takes another id once it is appointed under that and not before, whether or not
// the program was started again in between.
func TestAnotherIDIsTakenOnceItIsAppointed(t *testing.T) {
	for name, again := range map[string]bool{"in one process": false, "after a start": true} {
		t.Run(name, func(t *testing.T) {
			dir, old := t.TempDir(), uuid.NewString()
			if err := folder.SetNewNodeID(dir, old); err != nil {
				t.Fatal(err)
			}
			is := func(s *Service, id string, want bool, then string) {
				t.Helper()
				if got, err := s.is(id); err != nil || got != want || s.ID() != then {
					t.Errorf("it is %s: %t %v; it has the id %s, not %s", id, got, err, s.ID(), then)
				}
			}
			s := opened(t, dir)
			next, err := s.renew()
			if err != nil {
				t.Fatal(err)
			}
			if again {
				s = opened(t, dir)
			}
			is(s, old, true, old)
			is(s, uuid.NewString(), false, old)
			is(s, next, true, next)
			is(s, old, false, next)
			is(opened(t, dir), next, true, next)
		})
	}
}

func opened(t *testing.T, dir string) *Service {
	t.Helper()
	s, err := Open(dir, true)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
