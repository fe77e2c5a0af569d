package eventlog

import (
	"errors"
	"strings"
	"testing"

	"github.com/nats-io/nats.go/jetstream"
)

// A server that cannot keep so many copies is named in words, and its answer is the cause.
func TestAServerThatIsAloneKeepsOneCopy(t *testing.T) {
	_, err := Open(t.Context(), connect(t, serve(t, t.TempDir())), 3)
	var answer *jetstream.APIError
	if err == nil || !errors.As(err, &answer) {
		t.Fatalf("it is %v", err)
	}
	if !strings.Contains(err.Error(), "alone and keeps one copy of each event, not 3") || strings.Contains(err.Error(), "err_code") {
		t.Error(err)
	}
}
