package verbs

import (
	"context"
	"encoding/json"
	"log/slog"
	"maps"
	"slices"
	"testing"
	"time"

	"ahd/cmd/ahd/node"
	"ahd/events/person"
)

func desk(t *testing.T) *Desk {
	t.Helper()
	n, err := node.Open(context.Background(), node.Options{Dir: t.TempDir(), Name: "ahd", Now: time.Now, Replicas: 1, Messages: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { n.Close() })
	return NewDesk(n, time.Now)
}

// Whatever is asked to be recorded, a word that is kept for who is no person is nobody
// who may ask; the command line and the socket come in here alike.
func TestNobodyRecordsUnderAReservedWord(t *testing.T) {
	d := desk(t)
	before := d.Node.Ledger.Size()
	asks := map[string][]string{
		"record": append(slices.Sorted(maps.Keys(recordable)), "deposit", "summary"),
		"import": slices.Sorted(maps.Keys(imports)),
	}
	for verb, things := range asks {
		for _, what := range things {
			for _, word := range person.ReservedIDs {
				args, err := json.Marshal(map[string]any{"what": what, "as": word, "role": "administrator", "command": map[string]any{}, "fields": map[string]any{}})
				if err != nil {
					t.Fatal(err)
				}
				_, problem := d.Run(context.Background(), verb, args, func(int, int) {})
				if problem == nil || problem.Code != "person.reserved" || problem.Exit != ExitUsage || problem.Recorded == nil || *problem.Recorded {
					t.Errorf("%s %s --as %s: %+v", verb, what, word, problem)
				}
			}
		}
	}
	if size := d.Node.Ledger.Size(); size != before {
		t.Errorf("%d events were recorded", size-before)
	}
}
