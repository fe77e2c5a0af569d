package node

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/google/uuid"

	"ahd/events/eventlog"
	"ahd/events/register"
	"ahd/services/recording"
)

// Appoint lets this node append to the log in the place of the one that does. It is
// refused while that one answers; where it cannot be asked, somebody has to give their
// word that it is gone. It says what was recorded; nil where this node is appointed
// already.
func (n *Node) Appoint(ctx context.Context, to Destination, who recording.Who) (*recording.Outcome, error) {
	if err := n.whole(); err != nil {
		return nil, err
	}
	now, err := n.Commander()
	if err != nil {
		return nil, err
	}
	if now != nil && now.ID != n.ID() {
		if err := n.gone(ctx, now, to.OldIsGone); err != nil {
			return nil, err
		}
	}
	return n.appointSelf(ctx, n.Log.at(), to, who)
}

// record has a command recorded by a person, although another node is appointed.
func (n *Node) record(ctx context.Context, command recording.Command, who recording.Who) (*recording.Outcome, error) {
	n.appointing.Add(1)
	defer n.appointing.Add(-1)
	outcome, err := n.Recorder.Do(ctx, recording.Request{ID: uuid.NewString(), Who: who, Fresh: true, Command: command})
	if err != nil {
		return nil, err
	}
	return &outcome, n.Book.Wait(ctx, outcome.Sequence)
}

// heard is what a node answered that was asked whether it is there.
type heard int

const (
	unasked heard = iota // it cannot be asked from here
	silent               // where people reach it, it is not
	answers
)

// gone says why another node may not take the place of one: it answers, or nobody knows.
func (n *Node) gone(ctx context.Context, old *register.Node, word bool) error {
	switch n.ask(ctx, old) {
	case answers:
		return recording.Refuse(recording.ErrRefused, "node.answers", fmt.Sprintf(
			"The node %s, which records in this register, answers. Nothing was recorded. Stop it first; or move the log there.", old.ID))
	case unasked:
		if !word {
			return recording.Refuse(recording.ErrRefused, "node.unasked", fmt.Sprintf(
				"Whether the node %s, which records in this register, is still at work cannot be asked from here. Nothing was recorded. If it is stopped or gone for good, say so: --old-is-gone", old.ID))
		}
	}
	return nil
}

// ask asks a node whether it is there: at the log that both would use, and where people
// reach it. That nobody is at the log proves nothing, and neither does an address that is
// each computer's own.
func (n *Node) ask(ctx context.Context, old *register.Node) heard {
	ctx, cancel := context.WithTimeout(ctx, askFor)
	defer cancel()
	if o := n.Log.borrow(); o != nil {
		present := o.server == nil && eventlog.Present(ctx, o.connection, old.ID)
		o.users.Done()
		if present {
			return answers
		}
	}
	return answersAt(ctx, old)
}

// NodeHeader is the header under which a node says who it is, where it says that it is
// well.
const NodeHeader = "Ahd-Node"

func answersAt(ctx context.Context, old *register.Node) heard {
	at, err := url.Parse(old.URL)
	if err != nil || old.URL == "" {
		return unasked
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(old.URL, "/")+"/healthz", nil)
	if err != nil {
		return unasked
	}
	client := http.Client{Timeout: 3 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }} // another host is not the node
	response, err := client.Do(request)
	if err == nil {
		response.Body.Close() // its header says enough
		if response.Header.Get(NodeHeader) == old.ID {
			return answers
		}
	}
	if host := at.Hostname(); host == "localhost" || net.ParseIP(host).IsLoopback() {
		return unasked
	}
	return silent
}
