package door_test

import (
	"context"
	"encoding/json"
	"path/filepath"
	"testing"

	"ahd.example/ahd/cmd/ahd/door"
	"ahd.example/ahd/services/api"
)

// desk answers with what it was asked, and counts who said that the clock is right.
type desk struct{ right int }

func (d *desk) ClockIsRight() { d.right++ }

func (d *desk) Run(_ context.Context, verb string, args json.RawMessage, _ api.Progress) (json.RawMessage, *api.Problem) {
	answer, err := json.Marshal(map[string]any{"verb": verb, "args": args, "right": d.right})
	if err != nil {
		return nil, api.Usage("no JSON")
	}
	return answer, nil
}

// What somebody says of the clock reaches the server that holds the folder, before the
// verb, and only where it is said.
func TestWhatIsSaidOfTheClockReachesTheServer(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "s")
	listener, err := door.Listen(socket)
	if err != nil {
		t.Fatal(err)
	}
	server := door.Server(&desk{})
	go server.Serve(listener)
	defer server.Close()
	for i, right := range []bool{false, true, false} {
		said, problem, err := door.Ask(t.Context(), socket, door.Question{Verb: "record", Arguments: json.RawMessage(`{"a":1}`), ClockIsRight: right}, func(int, int) {})
		want := []string{`{"args":{"a":1},"right":0,"verb":"record"}`, `{"args":{"a":1},"right":1,"verb":"record"}`}[min(i, 1)]
		if err != nil || problem != nil || string(said) != want {
			t.Errorf("%d: %s, %v, %v", i, said, problem, err)
		}
	}
}
