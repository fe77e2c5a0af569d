package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"ahd.example/ahd/cmd/ahd/door"
	"ahd.example/ahd/cmd/ahd/node"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/services/api"
	"ahd.example/ahd/services/auditing/examination"
	"ahd.example/ahd/services/moving"
	"ahd.example/ahd/services/web"
	"ahd.example/ahd/services/web/changes"
	"ahd.example/ahd/services/web/check"
	commitmentpages "ahd.example/ahd/services/web/commitments"
	"ahd.example/ahd/services/web/convenings"
	"ahd.example/ahd/services/web/organisations"
	"ahd.example/ahd/services/web/summaries"
)

// serveCommand runs everything.
type serveCommand struct {
	Listen string `default:"127.0.0.1:8080" env:"AHD_LISTEN" placeholder:"ADDR" help:"Address of the pages. Only this computer by default; port 0 picks one."`
	called
	Apart uint64 `hidden:"" name:"stations-apart" placeholder:"N" help:"At least so many events between the stations from which past moments are found; 0 for the usual."`
}

// Run serves until it is told to stop.
func (s *serveCommand) Run(ctx context.Context, p *program, c *cli) error {
	if err := s.called.check(); err != nil {
		return err
	}
	return serving{asker: p.asker, listen: s.Listen, apart: s.Apart, called: api.Description{Title: s.Title, TimeZone: s.TimeZone}}.run(ctx, c)
}

// serving is what to serve, and how.
type serving struct {
	asker
	listen string
	apart  uint64                                        // events between stations; 0 for the usual
	called api.Description                               // where the register is not described yet
	note   string                                        // stands on top of every page
	before func(ctx context.Context, n *node.Node) error // fills the register; may be nil
}

// grace is how long pages and commands under way may take when we stop.
const grace = 10 * time.Second

// run opens the folder and serves pages and commands until ctx ends.
func (s serving) run(ctx context.Context, c *cli) (err error) {
	listener, err := net.Listen("tcp", s.listen)
	if err != nil {
		return api.Usage(fmt.Sprintf("Nothing can be served at %s: the address is taken or not this computer's.", s.listen)).Because(err)
	}
	defer listener.Close() // closed by the server too; twice does no harm
	socket, remove, err := folder.SocketPath(c.Data)
	if err != nil {
		return err
	}
	options := s.options(c, socket)
	options.Apart = s.apart
	n, err := node.Open(ctx, options)
	if err != nil {
		return held(err)
	}
	defer func() { err = errors.Join(err, n.Close()) }()
	defer remove()
	asked := application(n, nil, s.Now)
	if err := s.describe(ctx, asked, s.called); err != nil {
		return err
	}
	if s.before != nil {
		if err := s.before(ctx, n); err != nil {
			return err
		}
	}
	if err := n.Days.Today(ctx); err != nil { // tried again while we serve
		s.Note("ahd: where everything stands was not recorded for today yet.")
	}
	commands, err := door.Listen(socket)
	if err != nil {
		return err
	}
	if note := n.Log.Note(); note != "" {
		s.Note("ahd: %s", note)
	}
	for _, note := range n.Examiner.FolderNotes(ctx) {
		s.Note("ahd: %s", note)
	}
	if note, err := examination.PersonsNote(ctx, n.Book); err == nil && note != "" {
		s.Note("ahd: %s", note)
	}
	if reason := n.Ready(); reason != nil {
		s.Note("ahd: %s", api.OneStop(api.Capital(reason.Error())+"."))
	}
	return s.answer(ctx, n, asked, listener, commands, s.note)
}

// describe records what the register is called, unless somebody said so before: what a
// server is started with does not undo that.
func (s serving) describe(ctx context.Context, asked *api.Application, called api.Description) error {
	known := asked.Describes()
	if known.Title != "" || asked.Ready() != nil {
		if called.Title != "" && called.Title != known.Title {
			s.Note("ahd: what this register is called is recorded already; “ahd record title” changes it.")
		}
		return nil
	}
	return asked.Describe(ctx, api.Who("", ""), called)
}

// answer runs the two servers until ctx ends or one of them fails, and waits for
// both.
func (s serving) answer(ctx context.Context, n *node.Node, asked *api.Application, pages, commands net.Listener, note string) error {
	messages := slog.New(slog.NewTextHandler(s.Err, nil))
	site := &http.Server{
		Handler: sayingWho(n, web.New(web.Config{
			Book: n.Book, Past: n.Book, Recorder: n.Recorder, Record: n.Ledger, Root: n.Ledger.RootAt, Words: n.Words, Files: n.Files,
			Ready: n.Ready, Doubt: n.Notes,
			Seal: n.Notary, Tree: n.Ledger, Kept: n.Notary.Kept(), Bundle: n.Backups.WriteBundle, VerifierKey: n.Key.VerifierKey,
			Name: n.Key.Name(), Described: n.Book.Described, Note: note, Now: s.Now, Messages: messages,
		}, webPages()...)),
		ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second,
		WriteTimeout: time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
		ErrorLog: slog.NewLogLogger(messages.Handler(), slog.LevelDebug),
	}
	answering := door.Server(asked)
	failed := make(chan error, 2)
	var running sync.WaitGroup
	running.Go(func() { failed <- site.Serve(pages) })
	running.Go(func() { failed <- answering.Serve(commands) })
	serving, rest := context.WithCancel(ctx)
	defer rest()
	running.Go(func() { n.Examiner.Nightly(serving, n.Mender.NoteRepairs) })
	running.Go(func() { n.Days.Run(serving) })
	s.Line("ready http://%s", pages.Addr())
	n.KeepSnapshots() // after that: a start does not wait for them
	var err error
	select {
	case <-ctx.Done():
	case err = <-failed:
	}
	rest()
	ending, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	err = errors.Join(err, end(ending, site), end(ending, answering))
	running.Wait()
	return err
}

// end lets a server finish what is under way, and cuts it off after that.
func end(ctx context.Context, server *http.Server) error {
	if err := server.Shutdown(ctx); err != nil {
		return server.Close()
	}
	return nil
}

// exampleTitle is what the example register is called.
const exampleTitle = "Four meetings against trafficking"

// demoCommand is the same in a temporary folder.
type demoCommand struct {
	called
	Listen string `default:"127.0.0.1:8080" env:"AHD_LISTEN" placeholder:"ADDR" help:"Address of the pages; port 0 picks one."`
}

// Run serves the example register and removes it at the end.
func (d *demoCommand) Run(ctx context.Context, p *program, c *cli) (err error) {
	if err := d.called.check(); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "ahd-demo-")
	if err != nil {
		return cause.Of(errors.New("no room for a temporary folder"), err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	c.Data, c.Name, c.NATS = dir, "demo", ""
	p.Note("ahd demo: nothing is kept; Ctrl-C ends it and removes everything")
	return serving{asker: p.asker, listen: d.Listen, before: func(ctx context.Context, n *node.Node) error { return loadExample(ctx, p.Terminal, n) }, called: api.Description{Title: cmp.Or(d.Title, exampleTitle), TimeZone: d.TimeZone, Example: true},
		note: "This is an example. The meetings took place and are told in our own notes; who answers for what, and all progress, is invented, and so are the bodies that answer."}.run(ctx, c)
}

// webPages are all that a browser can be shown. A subject is added here; what stands around
// its pages it takes from the frame.
func webPages() []web.Subject {
	return []web.Subject{
		commitmentpages.Pages(), convenings.Pages(), organisations.Pages(), summaries.Pages(), changes.Pages(), check.Pages(),
	}
}

// called is what whoever begins a register can say of it.
type called struct {
	Title    string `placeholder:"TEXT" help:"What people call the register."`
	TimeZone string `placeholder:"ZONE" help:"By whose clock days are counted: Asia/Karachi. It stays once there is a commitment."`
}

// harmless reports whether a register that is not there yet can be called so: else its
// folder must not be made.
func (c called) harmless(by asking, confirmed bool) bool {
	found, err := api.Description{Title: c.Title, TimeZone: c.TimeZone}.Describable(api.Who(by.As, by.Role))
	return err == nil && (confirmed || len(found) == 0)
}

// check refuses a zone that there is none of, before a folder is made.
func (c called) check() error {
	if _, err := edtf.ZoneNamed(c.TimeZone); err != nil {
		return api.Usage("There is no such time zone. One is written like Asia/Karachi. Nothing was recorded.").Because(err)
	}
	return nil
}

// sayingWho says which node it is, where the server says that it is well: another node asks
// there before it takes the place of this one.
func sayingWho(n *node.Node, site http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/healthz" && n.Moving.ID() != "" {
			w.Header().Set(moving.NodeHeader, n.Moving.ID())
		}
		site.ServeHTTP(w, r)
	})
}
