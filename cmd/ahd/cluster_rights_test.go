package main

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"ahd.example/ahd/cmd/ahd/node"
	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/events/eventlog/supervision"
)

// rightsOfNode are those that the delivered configuration gives to the user “node”, and
// whether nothing can be recorded without.
var rightsOfNode = map[string]bool{
	"ahd.events.>":                           true,
	"$JS.API.STREAM.INFO.AHD_EVENTS":         true,
	"$JS.API.STREAM.MSG.GET.AHD_EVENTS":      true,
	"$JS.API.CONSUMER.CREATE.AHD_EVENTS.>":   true,
	"$JS.API.CONSUMER.MSG.NEXT.AHD_EVENTS.>": true,
	"_INBOX_node.>":                          true,
	"$JS.API.STREAM.CREATE.AHD_EVENTS":       false, // the log is there
	"$JS.API.CONSUMER.INFO.AHD_EVENTS.>":     false,
	"$JS.API.CONSUMER.DELETE.AHD_EVENTS.>":   false, // a reader goes by itself
	"$JS.ACK.AHD_EVENTS.>":                   false,
}

// Each right that Ahd needs is named when it is missing, by the first thing that is asked
// of it, and so is what to do; with all of them it works.
func TestARightThatIsMissingIsNamed(t *testing.T) {
	e := newExternal(t)
	e.used(t)
	dir := imported(t)
	whole, err := os.ReadFile(e.config)
	must(t, err)
	rights := rightsIn(t, whole)
	for _, right := range rights {
		needed, known := rightsOfNode[right]
		if !known {
			t.Errorf("the user “node” may %q, and nobody says whether it needs that", right)
		}
		e.kill()
		must(t, os.WriteFile(e.config, lacking(t, whole, right), 0o600))
		e.run(t)
		if !needed {
			ok(t, progress(dir, uuid.NewString(), "planning", "without "+right)...)
			continue
		}
		began := time.Now()
		command := progress(dir, uuid.NewString(), "planning", "without "+right)
		p := fails(t, 9, command[:len(command)-1]...)
		if !strings.Contains(p.Detail, "“"+right+"”") || !strings.Contains(p.Detail, "deploy/nats.conf") {
			t.Errorf("without %s it says: %s", right, p.Detail)
		}
		t.Logf("%s after %s", right, time.Since(began).Round(10*time.Millisecond))
	}
	if len(rights) != len(rightsOfNode) {
		t.Errorf("%d rights: %v", len(rights), rights)
	}
	e.kill()
	must(t, os.WriteFile(e.config, whole, 0o600))
	e.run(t)
	healsWithin(t, dir, 30*time.Second)
	agree(t, dir) // what a start does to learn of its rights leaves nothing behind
}

// userNode is what the configuration says of the user “node”.
var userNode = regexp.MustCompile(`(?s)\{ user: node,.*?\} \} \}`)

func rightsIn(t *testing.T, config []byte) (rights []string) {
	t.Helper()
	for _, found := range regexp.MustCompile(`"([^"]+)"`).FindAllSubmatch(userNode.Find(config), -1) {
		rights = append(rights, string(found[1]))
	}
	if len(rights) < 5 {
		t.Fatalf("the configuration gives the user “node” %v", rights)
	}
	return rights
}

// lacking takes one right away.
func lacking(t *testing.T, config []byte, right string) []byte {
	t.Helper()
	return userNode.ReplaceAllFunc(config, func(user []byte) []byte {
		return bytes.Replace(user, []byte(`"`+right+`"`), []byte(`"nothing"`), 1)
	})
}

// Whoever may change the settings of an external log does so while Ahd serves, and no
// connection is renewed for it. It is seen at the next look and named, and put right it
// heals by itself.
func TestSettingsThatAreWeakenedWhileAhdServes(t *testing.T) {
	e := newExternal(t)
	e.used(t)
	dir := imported(t)
	n, err := node.Open(t.Context(), node.Options{Dir: dir, NATS: os.Getenv("AHD_NATS"), Security: supervision.Security{CA: e.ca, Certificate: e.ca, Key: e.key},
		Replicas: 1, BetweenChecks: 100 * time.Millisecond, Now: time.Now, Messages: slog.New(slog.DiscardHandler)})
	must(t, err)
	defer n.Close()
	must(t, n.Ready())
	change := func(age time.Duration) {
		must(t, e.asOwner(func(_ context.Context, _ *nats.Conn, js jetstream.JetStream) error { return keepFor(age)(js, nil) }))
	}
	change(24 * time.Hour)
	until(t, "it is named", func() bool {
		reason := n.Ready()
		return errors.Is(reason, eventlog.ErrWeakened) && strings.Contains(reason.Error(), "max_age is 24h0m0s and must be 0")
	})
	found, err := n.Examiner.Examine(t.Context(), nil, false, func(uint64, uint64) {})
	if err != nil || len(found.Findings) != 1 || !strings.Contains(found.Findings[0].Sentence, "max_age is 24h0m0s") {
		t.Errorf("%+v %v", found, err)
	}
	change(0)
	until(t, "it takes commands again", func() bool { return n.Ready() == nil })
}

// until waits for something that comes.
func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for range 600 {
		if is() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("it is not so that %s", what)
}
