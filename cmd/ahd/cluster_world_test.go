package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"ahd.example/ahd/events/eventlog"
)

// cluster are three NATS servers that keep the log three times, each behind a relay of
// its own: that is the only way in which Ahd reaches them.
type cluster struct {
	peers []*peer
}

// peer is one of them.
type peer struct {
	*external
	relay  *relay
	halted bool
}

// newCluster runs three servers and waits until they keep a log together.
func newCluster(t *testing.T) *cluster {
	t.Helper()
	program, c := buildServer(t), &cluster{}
	var routes []string
	for i := range 3 {
		e := newServer(t, program)
		if i > 0 { // one certificate for all
			e.ca, e.key = c.peers[0].ca, c.peers[0].key
		}
		c.peers = append(c.peers, &peer{external: e, relay: newRelay(t, e.address)})
		routes = append(routes, "nats://"+freeAddress(t))
	}
	for i, m := range c.peers {
		m.config = configured(t, m.external, fmt.Sprintf("cluster { name: ahd, listen: %q, routes: [ %s ] }\nclient_advertise: %q\n",
			strings.TrimPrefix(routes[i], "nats://"), `"`+strings.Join(routes, `", "`)+`"`, m.relay.address()))
		m.run(t)
	}
	c.eventually(t, "they keep a stream together", func(ctx context.Context, js jetstream.JetStream) error {
		if _, err := js.CreateOrUpdateStream(ctx, jetstream.StreamConfig{Name: "PROBE", Subjects: []string{"probe"}, Replicas: 3}); err != nil {
			return err
		}
		return js.DeleteStream(ctx, "PROBE")
	})
	return c
}

// used lets every command of this test use the cluster, through the relays.
func (c *cluster) used(t *testing.T) {
	t.Helper()
	c.peers[0].used(t)
	var addresses []string
	for _, m := range c.peers {
		addresses = append(addresses, "tls://node:secret1@"+m.relay.address())
	}
	t.Setenv("AHD_NATS", strings.Join(addresses, ","))
	t.Setenv("AHD_REPLICAS", "3")
}

// imported is a folder with the example register, whose log the cluster keeps. A cluster
// that has just begun may lose an answer: then it is asked again, as a person would.
func (c *cluster) imported(t *testing.T) (dir string) {
	t.Helper()
	c.used(t)
	dir = filepath.Join(t.TempDir(), "data")
	var a answer
	for range 10 {
		if a = ahd(t, "import", "register", exampleDir+"/register.json", "--sources", exampleDir+"/sources", "--data", dir); a.code == 0 {
			return dir
		}
		t.Log(a.err)
	}
	t.Fatal("the example cannot be imported")
	return ""
}

// owner asks a server that runs as whoever may do everything, past the relays.
func (c *cluster) owner(ask func(context.Context, *nats.Conn, jetstream.JetStream) error) error {
	err := errors.New("none runs")
	for _, m := range c.peers {
		if !m.runs() {
			continue
		}
		if err = m.asOwner(ask); err == nil {
			return nil
		}
	}
	return err
}

// asOwner asks one server.
func (e *external) asOwner(ask func(context.Context, *nats.Conn, jetstream.JetStream) error) error {
	nc, err := nats.Connect(e.url("owner:owner1"), e.secured(nats.Timeout(2*time.Second), nats.NoReconnect())...)
	if err != nil {
		return err
	}
	defer nc.Close()
	js, err := jetstream.New(nc)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	return ask(ctx, nc, js)
}

// secured adds to options what its encryption asks for.
func (e *external) secured(options ...nats.Option) []nats.Option {
	if e.ca == "" {
		return options
	}
	return append(options, nats.RootCAs(e.ca), nats.ClientCert(e.ca, e.key))
}

// eventually asks until there is no error.
func (c *cluster) eventually(t *testing.T, what string, ask func(context.Context, jetstream.JetStream) error) {
	t.Helper()
	var err error
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		if err = c.owner(func(ctx context.Context, _ *nats.Conn, js jetstream.JetStream) error { return ask(ctx, js) }); err == nil {
			return
		}
	}
	t.Fatalf("it is not so that %s: %v", what, err)
}

// whole waits until every server has all events and one of them leads.
func (c *cluster) whole(t *testing.T) {
	t.Helper()
	c.eventually(t, "all three are there", func(ctx context.Context, js jetstream.JetStream) error {
		stream, err := js.Stream(ctx, eventlog.Name)
		if err != nil {
			return err
		}
		group := stream.CachedInfo().Cluster
		if group == nil || group.Leader == "" || len(group.Replicas) != 2 {
			return fmt.Errorf("%+v", group)
		}
		for _, replica := range group.Replicas {
			if replica.Offline || !replica.Current {
				return fmt.Errorf("%+v", *replica)
			}
		}
		return nil
	})
}

// leader is the place of the server that leads the log; -1 where nobody does.
func (c *cluster) leader() (found int) {
	found = -1
	_ = c.owner(func(ctx context.Context, _ *nats.Conn, js jetstream.JetStream) error {
		stream, err := js.Stream(ctx, eventlog.Name)
		if err != nil {
			return err
		}
		for i, m := range c.peers {
			if stream.CachedInfo().Cluster.Leader == m.name() {
				found = i
			}
		}
		return nil
	})
	return found
}

// stepDown has the log led by another; nobody may be there to hear it.
func (c *cluster) stepDown() error {
	return c.owner(func(_ context.Context, nc *nats.Conn, _ jetstream.JetStream) error {
		_, err := nc.Request("$JS.API.STREAM.LEADER.STEPDOWN."+eventlog.Name, nil, 3*time.Second)
		return err
	})
}

func (m *peer) runs() bool {
	return m.Process != nil && m.ProcessState == nil && !m.halted
}

// halt makes it hang; goOn ends that.
func (m *peer) halt(t *testing.T) {
	t.Helper()
	must(t, m.Process.Signal(syscall.SIGSTOP))
	m.halted = true
}

func (m *peer) goOn(t *testing.T) {
	t.Helper()
	must(t, m.Process.Signal(syscall.SIGCONT))
	m.halted = false
}

// read reads the log from its first event, from whoever leads it.
func (c *cluster) read(t *testing.T) (bodies [][]byte) {
	t.Helper()
	c.eventually(t, "the log can be read", func(ctx context.Context, js jetstream.JetStream) (err error) {
		bodies, err = wholeLog(ctx, js)
		return err
	})
	return bodies
}

// wholeLog reads a log from its first event to its last; an event that is missing is
// an error.
func wholeLog(ctx context.Context, js jetstream.JetStream) (bodies [][]byte, err error) {
	stream, err := js.Stream(ctx, eventlog.Name)
	if err != nil {
		return nil, err
	}
	consumer, err := stream.OrderedConsumer(ctx, jetstream.OrderedConsumerConfig{})
	if err != nil {
		return nil, err
	}
	messages, err := consumer.Messages()
	if err != nil {
		return nil, err
	}
	defer messages.Stop()
	for last := stream.CachedInfo().State.LastSeq; uint64(len(bodies)) < last; {
		m, err := messages.Next(jetstream.NextContext(ctx))
		if err != nil {
			return nil, err
		}
		at, err := m.Metadata()
		if err != nil || at.Sequence.Stream != uint64(len(bodies))+1 {
			return nil, fmt.Errorf("event %d is missing: %w", len(bodies)+1, errors.Join(err))
		}
		bodies = append(bodies, m.Data())
	}
	return bodies, nil
}
