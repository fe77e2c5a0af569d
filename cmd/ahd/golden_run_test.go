package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/alecthomas/kong"
	"github.com/google/uuid"

	"ahd.example/ahd/cmd/ahd/terminal"
	"ahd.example/ahd/events/folder"
)

// golden is one run of the golden register.
type golden struct {
	t     *testing.T
	work  string // where files are written, $W in scripts
	dir   string // the data folder
	flags map[string]*kong.Node
	names map[string]string // what $NAME stands for
	files map[string]string // sums of what lies in the work folder
}

// goldenLine is a line of a script and how it ended.
type goldenLine struct {
	verb string
	args []string
	code int

	later time.Duration // by which the clock is wrong
}

// begin makes a data folder in which there is a key and nothing else.
func (g *golden) begin() {
	g.dir = filepath.Join(g.work, "data")
	g.names["W"], g.names["DATA"], g.names["F"], g.names["EX"] = g.work, g.dir, goldenDir+"/files", exampleDir
	key, err := os.ReadFile(goldenDir + "/log.key")
	if err == nil {
		err = os.MkdirAll(g.dir+"/keys", 0o700)
	}
	if err == nil {
		err = os.WriteFile(g.dir+"/keys/log.key", key, 0o400)
	}
	if err != nil {
		g.t.Fatal(err)
	}
	opened, err := folder.OpenKey(g.dir, "ahd")
	if err != nil {
		g.t.Fatal(err)
	}
	g.names["KEY"] = opened.VerifierKey
	g.files = g.lie()
}

// sign keeps the checkpoint of the server under a name, once it is of all that is
// recorded: it is signed at most once a second.
func (g *golden) sign(url, name string) {
	var stand status
	document := []byte(g.run([]string{"status", "--json", "--data", g.dir}).out)
	if err := json.Unmarshal(document, &stand); err != nil {
		g.t.Fatal(err)
	}
	wanted := fmt.Sprint(stand.Row.Ledger.Sequence)
	path := filepath.Join(g.work, "checkpoint-"+strings.ToLower(name))
	for range 600 {
		signed := g.page(url, []string{"GET", "/log/checkpoint"})
		_, signed, _ = strings.Cut(signed, "\n\n")
		if lineOf(strings.Split(signed, "\n"), 1) == wanted {
			g.put(path, signed)
			g.names[name] = path
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	g.t.Fatalf("no checkpoint of %s events was signed", wanted)
}

// put writes a file of which no command is said to have written it.
func (g *golden) put(path, content string) {
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		g.t.Fatal(err)
	}
	g.files = g.lie()
}

// besides does what a line asks of this test and not of the program: “wait” until all is
// signed; “put FILE FROM OLD NEW” a file with a word changed.
func (g *golden) besides(text string) bool {
	switch words := g.words(text); words[0] {
	case "wait":
		g.sign(g.names["URL"], "CHECKPOINT")
	case "put":
		content, err := os.ReadFile(words[2])
		if err != nil || !bytes.Contains(content, []byte(words[3])) {
			g.t.Errorf("%s: %v", text, err)
			return true
		}
		g.put(words[1], strings.ReplaceAll(string(content), words[3], words[4]))
	default:
		return false
	}
	return true
}

// follow runs a script, each line for scripts and for people, and compares what is said.
func (g *golden) follow(name string) (ran []goldenLine) {
	g.t.Helper()
	content, err := os.ReadFile(filepath.Join(goldenDir, name+".script"))
	if err != nil {
		g.t.Fatal(err)
	}
	var answers []goldenAnswer
	for i, text := range strings.Split(string(content), "\n") {
		if text == "" || strings.HasPrefix(text, "#") || g.besides(text) {
			continue
		}
		forms := [][]string{{"--json"}, nil}
		if len(answers)/2%2 == 1 { // what is recorded is recorded by the first
			forms[0], forms[1] = forms[1], forms[0]
		}
		l := g.understood(text)
		for _, form := range forms {
			a := g.run(append(l.args, form...), l.later)
			l.code = a.code
			said := fmt.Sprintf("exit %d\n%s%s%s", a.code, prefixed("", a.out), prefixed("! ", a.err), g.written())
			kept := goldenAnswer{strings.Join(append([]string{text}, form...), " "), strings.TrimSuffix(g.masked(said), "\n")}
			answers = append(answers, kept)
			g.write(name, i*2+len(form), kept)
			ran = append(ran, l)
		}
	}
	g.compare(name, answers)
	return ran
}

// understood reads a line: “@name” in front gives its command an id that later lines call
// $name; “later” lets the clock of the machine be wrong; 'one word' keeps spaces.
func (g *golden) understood(text string) (l goldenLine) {
	words := g.words(text)
	if words[0] == "later" {
		words, l.later = words[1:], 5*365*24*time.Hour
	}
	id := uuid.NewSHA1(uuid.NameSpaceURL, []byte(text)).String()
	if name, named := strings.CutPrefix(words[0], "@"); named {
		id = uuid.NewSHA1(uuid.NameSpaceURL, []byte(name)).String()
		g.names[name] = id
		words = words[1:]
	}
	l.args = words
	for n := 1; n <= min(2, len(words)); n++ {
		if path := strings.Join(words[:n], " "); g.flags[path] != nil {
			l.verb = path
		}
	}
	if !strings.Contains(text, "--data") {
		l.args = append(l.args, "--data", g.dir)
	}
	if l.verb != "" && takes(g.flags[l.verb], "command-id") && !strings.Contains(text, "--command-id") {
		l.args = append(l.args, "--command-id", id)
	}
	return l
}

func takes(verb *kong.Node, name string) bool {
	for _, flag := range verb.Flags {
		if flag.Name == name {
			return true
		}
	}
	return false
}

// words are the words of a line, with what its names stand for.
func (g *golden) words(text string) (words []string) {
	for i, piece := range strings.Split(text, "'") {
		pieces := []string{piece}
		if i%2 == 0 {
			pieces = strings.Fields(piece)
		}
		for _, word := range pieces {
			words = append(words, os.Expand(word, func(name string) string {
				value, known := g.names[name]
				if !known {
					g.t.Fatalf("$%s in %q is nothing", name, text)
				}
				return value
			}))
		}
	}
	return words
}

// run runs one command. One that serves is ended when it is ready.
func (g *golden) run(args []string, later ...time.Duration) answer {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	out, err := &printing{ready: stop}, &printing{}
	now := func() time.Time { return goldenNow().Add(append(later, 0)[0]) }
	p := newProgram(args, &terminal.Terminal{Out: out, Err: err, Now: now})
	code := p.run(ctx)
	return answer{out.String(), err.String(), code}
}

// printing is what was printed. Ready is called when a server says that it is.
type printing struct {
	mutex sync.Mutex
	text  bytes.Buffer
	ready func()
}

func (s *printing) Write(text []byte) (int, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.ready != nil && bytes.HasPrefix(text, []byte("ready http://")) {
		s.ready()
		_, port, _ := bytes.Cut(text[len("ready http://"):], []byte(":"))
		text, _ = bytes.CutSuffix(text, port)
		s.text.Write(append(bytes.Clone(text), "PORT\n"...))
		return len(text) + len(port), nil
	}
	return s.text.Write(text)
}

func (s *printing) String() string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.text.String()
}

// prefixed puts a mark before every line.
func prefixed(mark, text string) string {
	if text == "" {
		return ""
	}
	return mark + strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n"+mark) + "\n"
}

// served lets a server hold the folder meanwhile.
func (g *golden) served(meanwhile func(url string)) {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	ready, ended := make(chan string, 1), make(chan int, 1)
	p := newProgram([]string{"serve", "--listen", "127.0.0.1:0", "--data", g.dir}, &terminal.Terminal{Out: readyTo(ready), Err: &printing{}, Now: goldenNow})
	go func() { ended <- p.run(ctx) }()
	select {
	case url := <-ready:
		meanwhile(url)
	case code := <-ended:
		g.t.Fatalf("the server ended with %d: %s", code, p.Err)
	}
	stop()
	if code := <-ended; code != 0 {
		g.t.Errorf("the server ended with %d: %s", code, p.Err)
	}
}

// readyTo passes on where a server is ready.
type readyTo chan string

func (r readyTo) Write(text []byte) (int, error) {
	if url, is := strings.CutPrefix(strings.TrimSpace(string(text)), "ready "); is {
		r <- url
	}
	return len(text), nil
}
