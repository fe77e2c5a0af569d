package moving

import (
	"cmp"
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/eventlog/supervision"
	"ahd.example/ahd/events/register"
	commands "ahd.example/ahd/services/commands/register"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
)

// Appoint lets this node append to the log in the place of the one that does. It is
// refused while that one answers; where it does not, somebody has to give their word that
// it is gone. It says what was recorded; nil where this node is appointed already.
func (s *Service) Appoint(ctx context.Context, to Destination, who rule.Who) (*recording.Outcome, error) {
	if err := s.Whole(); err != nil {
		return nil, err
	}
	now, err := s.Commander()
	if err != nil {
		return nil, err
	}
	if now != nil && now.ID != s.ID() {
		if err := s.gone(ctx, now, to.OldIsGone); err != nil {
			return nil, err
		}
	}
	return s.appointSelf(ctx, s.Log.At(), to, "", who)
}

// appointSelf records that this node appends, where that is not recorded yet; nil then.
// From then on it has the id as, if that is not "".
func (s *Service) appointSelf(ctx context.Context, target supervision.Address, to Destination, as string, who rule.Who) (*recording.Outcome, error) {
	command, err := s.appointment(target, to, as)
	if err != nil || command == nil {
		return nil, err
	}
	outcome, err := s.record(ctx, *command, who)
	if err == nil {
		err = s.Appointed()
	}
	return outcome, err
}

// appointment is the command that appoints this node; nil where it is appointed.
func (s *Service) appointment(target supervision.Address, to Destination, as string) (*commands.AppointNode, error) {
	if err := s.writePlace(s.Log); err != nil {
		return nil, err
	}
	now, err := s.Commander()
	if err != nil {
		return nil, err
	}
	said := events.NodeAppointed{Log: events.LogEmbedded, Node: cmp.Or(as, s.ID()), OldIsGone: to.OldIsGone, URL: to.URL}
	if target.NATS != "" {
		said.Log = events.LogExternal
	}
	if now != nil {
		said.Replaces = &now.ID
		if said.URL == "" && now.ID == s.ID() {
			said.URL = now.URL
		}
		if now.ID == said.Node && now.URL == said.URL && now.Log == said.Log {
			return nil, nil
		}
	}
	return &commands.AppointNode{Appointed: said}, nil
}

// record has a command recorded by a person, although another node is appointed.
func (s *Service) record(ctx context.Context, command rule.Command, who rule.Who) (*recording.Outcome, error) {
	s.appointing.Add(1)
	defer s.appointing.Add(-1)
	outcome, err := s.Recorder.Do(ctx, recording.Request{ID: uuid.NewString(), Who: who, Fresh: true, Command: command})
	if err != nil {
		return nil, err
	}
	return &outcome, s.Book.Wait(ctx, outcome.Sequence)
}

// gone says why another node may not take the place of one: it answers, or nobody gave
// their word that it is gone.
func (s *Service) gone(ctx context.Context, old *register.Node, word bool) error {
	if answers(ctx, s.Log, old) {
		return rule.Refuse(rule.ErrRefused, "node.answers",
			"The node %s, which records in this register, answers. Nothing was recorded. Stop it first; or move the log there.", old.ID)
	}
	if word {
		return nil
	}
	if where := s.movedAway(ctx, old); where != "" {
		return rule.Refuse(rule.ErrRefused, "node.unasked",
			"The log was moved away from here, %s, and what was recorded there since is not here. Nothing was recorded. Record there. Only if what is there is lost for good, say so: --old-is-gone", where)
	}
	return rule.Refuse(rule.ErrRefused, "node.unasked",
		"The node %s, which records in this register, does not answer here; whether it is at work elsewhere cannot be told from here. Nothing was recorded. If it is stopped or gone for good, say so: --old-is-gone", old.ID)
}

// answers asks a node whether it is there: at the log that both would use, and where people
// reach it. That nobody answers proves nothing: names, routes and proxies fail too.
func answers(ctx context.Context, log *supervision.Log, old *register.Node) bool {
	ctx, cancel := context.WithTimeout(ctx, supervision.AskFor)
	defer cancel()
	return log.Present(ctx, old.ID) || answersAt(ctx, old)
}

// NodeHeader is the header under which a node says who it is, where it says that it is
// well.
const NodeHeader = "Ahd-Node"

func answersAt(ctx context.Context, old *register.Node) bool {
	if old.URL == "" {
		return false
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(old.URL, "/")+"/healthz", nil)
	if err != nil {
		return false
	}
	client := http.Client{Timeout: 3 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }} // another host is not the node
	response, err := client.Do(request)
	if err != nil {
		return false
	}
	response.Body.Close() // its header says enough
	return response.Header.Get(NodeHeader) == old.ID
}
