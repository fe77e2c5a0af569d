package supervision

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/nats-io/nats.go"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/eventlog"
)

// rights hears what an external server does not let our user do. The server says so
// beside its answers and gives none to what was asked, so that whoever asked would else
// wait in vain and hear of a time-out.
type rights struct {
	mu      sync.Mutex
	missing error                   // what was heard first
	tell    context.CancelCauseFunc // ends what waits for an answer; nil where nothing does
}

var notAllowed = regexp.MustCompile(`(?i)permissions violation for (publish|subscription) to "([^"]+)"`)

// hear is called by the connection with everything that goes wrong beside an answer.
func (r *rights) hear(_ *nats.Conn, _ *nats.Subscription, err error) {
	found := notAllowed.FindStringSubmatch(fmt.Sprint(err))
	if !errors.Is(err, nats.ErrPermissionViolation) || found == nil || !needed(found[2]) {
		return
	}
	verb := "publish to"
	if strings.EqualFold(found[1], "subscription") {
		verb = "subscribe to"
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.missing == nil {
		r.missing = cause.Of(fmt.Errorf("the external NATS server does not let our user %s “%s”: allow it in its configuration, "+
			"as deploy/nats.conf does for the user “node”", verb, allowedAs(found[2])), err)
	}
	if r.tell != nil {
		r.tell(r.missing)
	}
}

// lacking is the first right that was missed; nil while none was.
func (r *rights) lacking() error {
	if r == nil { // of the folder's own server
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.missing
}

// during ends ctx as soon as a right is missed.
func (r *rights) during(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.tell = cancel
	if r.missing != nil {
		cancel(r.missing)
	}
	return ctx, func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.tell = nil
		cancel(nil)
	}
}

// needed tells what Ahd cannot do without. A reader that may not be taken away goes by
// itself.
func needed(subject string) bool { return !strings.HasPrefix(subject, "$JS.API.CONSUMER.DELETE.") }

// allowedAs is how a configuration allows a subject: one that ends in a name of the
// moment, with all like it.
func allowedAs(subject string) string {
	parts := strings.Split(subject, ".")
	switch {
	case strings.HasPrefix(subject, "ahd.events."):
		return "ahd.events.>"
	case strings.HasPrefix(subject, "_INBOX"):
		return parts[0] + ".>"
	case strings.HasPrefix(subject, "$JS.API.CONSUMER."):
		if at := strings.Index(subject, "."+eventlog.Name+"."); at > 0 {
			return subject[:at] + "." + eventlog.Name + ".>"
		}
	}
	return subject
}

// askForRights does what a command will do, as far as that leaves nothing behind, so that
// a right that is missing is named at the start. Only a missing right is an error.
func (o *opened) askForRights(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, AskFor)
	defer cancel()
	_, _ = o.log.Body(ctx, 1)
	// Meant for another log, and for a place that never comes: the server refuses it.
	m := nats.NewMsg("ahd.events.register.rights")
	m.Header.Set("Nats-Expected-Stream", "none")
	m.Header.Set("Nats-Expected-Last-Sequence", fmt.Sprint(uint64(1)<<62))
	_, _ = o.connection.RequestMsgWithContext(ctx, m)
	return o.rights.lacking()
}
