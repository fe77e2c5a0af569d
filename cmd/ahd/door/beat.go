package door

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"sync"
	"time"
)

// Whoever asks a server must not wait for one that hangs. A server that is at work says
// so every few seconds, however long the work takes.
var betweenBeats = 5 * time.Second

// silence is how long nothing may be heard of a server; a variable for tests.
var silence = time.Minute

// ErrSilent is returned where a server took a command, and nothing was heard of it any
// more.
var ErrSilent = errors.New("nothing was heard of the server for a minute")

// writer writes the lines of one answer, one at a time.
type writer struct {
	mu    sync.Mutex
	w     http.ResponseWriter
	lines *json.Encoder
}

func newWriter(w http.ResponseWriter) *writer {
	lines := json.NewEncoder(w)
	lines.SetEscapeHTML(false)
	return &writer{w: w, lines: lines}
}

func (w *writer) write(l line) {
	w.mu.Lock()
	defer w.mu.Unlock()
	_ = w.lines.Encode(l) // whoever asked may have gone
	_ = http.NewResponseController(w.w).Flush()
}

// beat says now and then that the work goes on, until rest is called, which waits for it.
func (w *writer) beat() (rest func()) {
	ticker, done, ended := time.NewTicker(betweenBeats), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				w.write(line{})
			case <-done:
				return
			}
		}
	}()
	return func() { close(done); <-ended }
}

// watch ends a request when nothing is heard for too long.
type watch struct {
	ctx    context.Context
	cancel context.CancelCauseFunc
	timer  *time.Timer
}

func watched(ctx context.Context) (context.Context, *watch) {
	w := &watch{}
	w.ctx, w.cancel = context.WithCancelCause(ctx)
	w.timer = time.AfterFunc(silence, func() { w.cancel(ErrSilent) })
	return w.ctx, w
}

func (w *watch) heard() { w.timer.Reset(silence) }

func (w *watch) end() {
	w.timer.Stop()
	w.cancel(nil)
}

// silent is ErrSilent if that ended the request.
func (w *watch) silent() error {
	if cause := context.Cause(w.ctx); errors.Is(cause, ErrSilent) {
		return cause
	}
	return nil
}
