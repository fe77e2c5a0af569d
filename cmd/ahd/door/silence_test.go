package door

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"path/filepath"
	"testing"
	"time"

	"ahd.example/ahd/services/api"
)

// slowly is a desk whose work takes a while, and which never says how far it is.
type slowly struct{ takes time.Duration }

func (s slowly) Run(context.Context, string, json.RawMessage, api.Progress) (json.RawMessage, *api.Problem) {
	time.Sleep(s.takes)
	return json.RawMessage(`"done"`), nil
}

func (slowly) ClockIsRight() {}

func listening(t *testing.T) (net.Listener, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "s")
	listener, err := Listen(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	return listener, path
}

// Long work is waited for; a server that hangs is not.
func TestASilentServerIsNotWaitedFor(t *testing.T) {
	defer func(beats, bound time.Duration) { betweenBeats, silence = beats, bound }(betweenBeats, silence)
	betweenBeats, silence = 20*time.Millisecond, 2*time.Second

	_, hangs := listening(t) // nobody accepts
	if _, _, err := Ask(t.Context(), hangs, Question{Verb: "status", Arguments: json.RawMessage(`{}`)}, func(int, int) {}); !errors.Is(err, ErrSilent) {
		t.Errorf("a server that hangs: %v", err)
	}

	listener, works := listening(t)
	server := Server(slowly{2 * silence})
	go server.Serve(listener)
	defer server.Close()
	document, problem, err := Ask(t.Context(), works, Question{Verb: "status", Arguments: json.RawMessage(`{}`)}, func(int, int) {})
	if err != nil || problem != nil || string(document) != `"done"` {
		t.Errorf("a server at work: %s %v %v", document, problem, err)
	}
}
