package main

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// saidCommand is a command that a sentence of the doctor names.
var saidCommand = regexp.MustCompile(`“ahd ([^”]*)”`)

// follow does what the doctor says of a folder, sentence by sentence, as somebody does
// who reads nothing else: each command as it stands there, and what is to be added to
// another with what is to be recorded next. It returns what was followed.
func follow(t *testing.T, e *external, dir string) (followed []string) {
	t.Helper()
	a := ahd(t, "doctor", "--data", dir, "--json")
	for _, f := range read[struct{ Rows []finding }](t, a).Rows {
		told := f.Sentence + " " + f.Remedy
		for _, command := range saidCommand.FindAllStringSubmatch(told, -1) {
			args := strings.Fields(command[1])
			if args[0] == "doctor" || args[0] == "restore" { // the one that was asked; and a person's choice of a file
				continue
			}
			followed = append(followed, command[1])
			if a := ahd(t, append(args, "--data", dir)...); a.code == 9 && strings.Contains(a.err, "unexpected") {
				t.Errorf("%v: %s", args, a.err)
			}
		}
		if strings.Contains(told, "--nats URL") {
			followed = append(followed, "--nats URL")
			ahd(t, append([]string{"record", "due", "--commitment", item, "--due", "2030-01-01", "--data", dir}, e.there()...)...)
		}
	}
	return followed
}

// store is where the server keeps the log.
func (e *external) store() string { return filepath.Join(filepath.Dir(e.config), "store") }

// stopped changes the store while the server does not run.
func (e *external) stopped(t *testing.T, change func() error) {
	t.Helper()
	e.kill()
	if err := change(); err != nil {
		t.Fatal(err)
	}
	e.run(t)
}

// disagreement is a way in which a log and a folder come to say different things.
type disagreement struct {
	outside bool // the log is at the server
	spoil   func(t *testing.T, e *external, dir string)
	mend    func(t *testing.T, e *external, dir string) // what the operator finds out later; nil for nothing
	says    string                                      // a command that must have been among what was said
}

var disagreements = map[string]disagreement{
	"the folder's log is deleted": {false, func(t *testing.T, _ *external, dir string) {
		works(t, os.RemoveAll(filepath.Join(dir, "jetstream")))
	}, nil, ""}, // it comes back from the ledger by itself, as the next
	"it is cut": {false, func(t *testing.T, _ *external, dir string) {
		works(t, blocks(dir, func(path string, size int64) error { return os.Truncate(path, size/2) }))
	}, nil, ""},
	"it is another register's": {false, func(t *testing.T, _ *external, dir string) {
		works(t, errors.Join(os.RemoveAll(filepath.Join(dir, "jetstream")), os.CopyFS(filepath.Join(dir, "jetstream"), os.DirFS(filepath.Join(imported(t), "jetstream")))))
	}, nil, "repair log"},
	"an older folder whose own log is gone": {false, func(t *testing.T, _ *external, dir string) {
		works(t, os.RemoveAll(filepath.Join(dir, "jetstream")))
		older(t, dir)
	}, func(t *testing.T, _ *external, dir string) {
		ok(t, "log", "move", "--embedded", "--old-is-gone", "--data", dir)
	}, "log move --embedded"},
	"an older folder that was always given the address": {true, func(t *testing.T, e *external, dir string) {
		e.stopped(t, func() error { return errors.Join(os.RemoveAll(e.store()), os.RemoveAll(dir)) })
		ok(t, append([]string{"import", "register", exampleDir + "/register.json", "--sources", exampleDir + "/sources", "--data", dir}, e.there()...)...)
		older(t, dir)
	}, nil, "--nats URL"},
	"a folder that forgot that its log moved out": {true, func(t *testing.T, _ *external, dir string) {
		works(t, os.Remove(filepath.Join(dir, "log")))
	}, nil, "--nats URL"},
	"the server is away": {true, func(_ *testing.T, e *external, _ string) { e.kill() },
		func(t *testing.T, e *external, _ string) { e.run(t) }, ""},
	"the server begins with an empty store, and finds its own later": {true, func(t *testing.T, e *external, _ string) {
		e.stopped(t, func() error { return os.Rename(e.store(), e.store()+"-own") })
	}, func(t *testing.T, e *external, dir string) {
		e.stopped(t, func() error { return errors.Join(os.RemoveAll(e.store()), os.Rename(e.store()+"-own", e.store())) })
		follow(t, e, dir)
	}, "repair log"},
	"the server comes back with an older store": {true, func(t *testing.T, e *external, dir string) {
		e.stopped(t, func() error { return os.CopyFS(e.store()+"-older", os.DirFS(e.store())) })
		reports(t, dir)
		e.stopped(t, func() error { return errors.Join(os.RemoveAll(e.store()), os.Rename(e.store()+"-older", e.store())) })
	}, nil, "repair log"},
	"a register that was begun there, whose log the server lost": {true, func(t *testing.T, e *external, _ string) {
		e.emptied(t)
	}, nil, "repair log"},
	"a folder that forgot, and a server that begins with an empty store": {true, func(t *testing.T, e *external, dir string) {
		works(t, os.Remove(filepath.Join(dir, "log")))
		e.stopped(t, func() error { return os.Rename(e.store(), e.store()+"-own") })
	}, func(t *testing.T, e *external, dir string) {
		e.stopped(t, func() error { return errors.Join(os.RemoveAll(e.store()), os.Rename(e.store()+"-own", e.store())) })
		follow(t, e, dir)
	}, "--nats URL"},
	"another register's log is at the address": {true, func(t *testing.T, e *external, _ string) {
		e.stopped(t, func() error { return os.Rename(e.store(), e.store()+"-own") })
		e.moved(t)
	}, func(t *testing.T, e *external, _ string) {
		e.stopped(t, func() error { return errors.Join(os.RemoveAll(e.store()), os.Rename(e.store()+"-own", e.store())) })
	}, ""},
	"where the log is cannot be read": {true, func(t *testing.T, _ *external, dir string) {
		works(t, os.Rename(filepath.Join(dir, "log"), filepath.Join(dir, "log.aside")), os.WriteFile(filepath.Join(dir, "log"), []byte("place=\n"), 0o600))
	}, func(t *testing.T, _ *external, dir string) {
		works(t, os.Rename(filepath.Join(dir, "log.aside"), filepath.Join(dir, "log")))
	}, ""},
}

// No sentence of the doctor about the log leads to a second history: whoever follows each
// of them, also of a folder that is not the one that records, also twice, ends with one
// history, and a register in which the node that records goes on once the log is back.
func TestNoSentenceOfTheDoctorLeadsToTwoHistories(t *testing.T) {
	for name, c := range disagreements {
		t.Run(name, func(t *testing.T) {
			e := newExternal(t)
			begun := strings.HasPrefix(name, "a register that was begun there") // nobody is appointed
			dir := imported(t)
			if begun {
				dir = e.begun(t)
			} else if c.outside {
				ok(t, append([]string{"log", "move", "--data", dir}, e.there()...)...)
			}
			reader := ""
			if c.outside { // a second folder that reads on, and is not the one that records
				reader = copied(t, dir)
				standing(t, reader)
			}
			reports(t, dir)
			c.spoil(t, e, dir)
			if !strings.HasPrefix(name, "an older folder") && reader != "" {
				if told := follow(t, e, reader); begun && strings.Contains(strings.Join(told, ";"), "repair log") {
					t.Errorf("a copy is sent to fill the log: %v", told)
				}
			} else {
				reader = ""
			}
			followed := follow(t, e, dir)
			if !strings.Contains(strings.Join(followed, ";"), c.says) {
				t.Errorf("the doctor did not say %q: %v", c.says, followed)
			}
			ahd(t, "record", "due", "--commitment", item, "--due", "2030-01-02", "--data", dir)
			follow(t, e, dir)
			aside := copied(t, dir) // what came of it, before anybody knew better
			if c.mend != nil {
				c.mend(t, e, dir)
			}
			reports(t, dir)
			if now := standing(t, dir).Row; !now.Ready || *now.Log.Sequence != now.Ledger.Sequence {
				t.Errorf("%+v", now)
			}
			examined(t, dir, 0, "--deep")
			oneHistory(t, dir, aside)
			if begun {
				reports(t, reader) // it takes the place of the other, which is not at work
			} else if reader != "" {
				refusedAs(t, reader, "node.not-appointed", 4)
			}
			if reader != "" {
				standing(t, dir)
				oneHistory(t, dir, reader)
			}
		})
	}
}

func works(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}
