package localnats

import (
	"errors"
	"fmt"
	"log/slog"
	"sync"
)

// listener hears what the server says to its logger. A failed start is told
// nowhere else. A failed write is told by Health, without paths. Everything else
// is the server talking to itself.
type listener struct {
	mu    sync.Mutex
	fatal error
}

// Fatalf keeps the first failure. The server's own logger ends the process here.
func (l *listener) Fatalf(format string, v ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.fatal == nil {
		l.fatal = errors.New("the log did not start: " + fmt.Sprintf(format, v...))
	}
}

func (l *listener) failure() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.fatal
}

func (l *listener) Errorf(format string, v ...any) {
	slog.Debug("the log server reports a failure", "what", fmt.Sprintf(format, v...))
}

func (l *listener) Warnf(format string, v ...any) {
	slog.Debug("the log server warns", "what", fmt.Sprintf(format, v...))
}

func (*listener) Noticef(string, ...any) {}
func (*listener) Debugf(string, ...any)  {}
func (*listener) Tracef(string, ...any)  {}
