package recording_test

import (
	"testing"

	"ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/recording"
)

// Every command is looked at before it is recorded; it takes a share of the milliseconds
// that recording takes.
func BenchmarkCheck(b *testing.B) {
	narrative := "Six of nine district committees met in October, and the shelter in Multan has a second counsellor."
	for name, words := range map[string]*string{"no words": nil, "a narrative": &narrative} {
		request := recording.Request{ID: commandID, Who: coordinator, Command: commitment.ReportProgress{ID: "cm-1", State: "in_progress", Narrative: words}}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := request.Check(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
