package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ahd.example/ahd/events/folder"
)

// begun is a folder with the example register that was begun at the server.
func (e *external) begun(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	ok(t, append([]string{"import", "register", exampleDir + "/register.json", "--sources", exampleDir + "/sources", "--data", dir}, e.there()...)...)
	return dir
}

// A register that was begun at a server has nobody appointed, and its one folder records
// as it always did. A second folder under the same key takes its place with the first that
// it records, visibly, and not while the first is at work; what is typed in the first after
// that is refused, so that no words lie where nobody looks for them.
func TestTwoFoldersOfARegisterBegunAtAServerDoNotPart(t *testing.T) {
	e := newExternal(t)
	dir := e.begun(t)
	last := standing(t, dir).Row.Ledger.Sequence
	for range 2 {
		if last++; reports(t, dir).Sequence != last {
			t.Errorf("something was recorded beside event %d", last)
		}
	}
	copy := copied(t, dir)
	start(t, "serve", "--listen", "127.0.0.1:0", "--data", copied(t, dir)).stop(t) // that one only looks
	if now := reports(t, dir).Sequence; now != last+1 {
		t.Errorf("event %d, want %d: a server that nobody records with took its place", now, last+1)
	}
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	last = reports(t, dir).Sequence
	p := refusedAs(t, copy, "node.not-appointed", 4)
	if id := *standing(t, dir).Row.Log.Node; !strings.Contains(p.Detail, id) || !strings.Contains(p.Detail, "at work") {
		t.Errorf("it does not say that %s is at work: %s", id, p.Detail)
	}
	s.stop(t)
	if now := standing(t, copy).Row; now.Log.Commander != nil || now.Ledger.Sequence != last {
		t.Errorf("who was refused left something: %+v", now)
	}
	if now := reports(t, copy).Sequence; now != last+2 {
		t.Errorf("event %d, behind event %d and that it is appointed", now, last)
	}
	if now := standing(t, copy).Row.Log; !now.Appointed || now.Commander == nil || now.Commander.Node != *now.Node {
		t.Errorf("%+v", now)
	}
	refusedAs(t, dir, "node.not-appointed", 4)
	back := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	refusedAs(t, dir, "node.not-appointed", 4)
	if now := reports(t, copy).Sequence; now != last+3 {
		t.Errorf("event %d: it was appointed again", now)
	}
	back.stop(t)
	oneHistory(t, dir, copy)
	ok(t, "log", "verify", "--data", copy)
}

// Two servers on two folders, and both are asked in turn: one of them records.
func TestTwoServersOfARegisterBegunAtAServer(t *testing.T) {
	e := newExternal(t)
	dir := e.begun(t)
	copy := copied(t, dir)
	one, two := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir), start(t, "serve", "--listen", "127.0.0.1:0", "--data", copy)
	recorded := map[string]int{}
	for i := range 6 {
		in := []string{dir, copy}[i%2]
		a := ahd(t, progress(in, commandOf(i), "planning", "said at "+filepath.Base(in))...)
		switch {
		case a.code == 0:
			recorded[in]++
		case a.code != 4 || !strings.Contains(a.err, "node.not-appointed"):
			t.Errorf("%+v", a)
		}
	}
	if recorded[dir]+recorded[copy] < 3 || recorded[dir] > 1 && recorded[copy] > 1 {
		t.Errorf("%d were recorded in one, %d in the other", recorded[dir], recorded[copy])
	}
	one.stop(t)
	two.stop(t)
	oneHistory(t, dir, copy)
}

func commandOf(i int) string {
	return "0198c8a0-7c1e-7b52-9d0e-3f1f0c2a9b1" + string(rune('0'+i))
}

// rolledBack is a folder as a machine has it whose disk was set back to how it is now: to
// the last file the same, and so the same node.
func rolledBack(t *testing.T, dir string) string {
	t.Helper()
	id, err := folder.NodeID(dir)
	works(t, err)
	to := copied(t, dir)
	works(t, folder.SetNodeID(to, id))
	return to
}

// The log goes on at another server, or in the folder; the server before still has what it
// had. A machine that was set back to before that finds there that it is not the one that
// records, and does not go on where the log was left.
func TestWhereTheLogWasLeftNobodyGoesOn(t *testing.T) {
	for _, to := range []string{"another server", "the folder"} {
		t.Run(to, func(t *testing.T) {
			e := newExternal(t)
			dir := e.moved(t)
			reports(t, dir)
			before := rolledBack(t, dir)
			if now := standing(t, before).Row.Log; !now.Appointed {
				t.Fatalf("it is not the same node: %+v", now)
			}
			move := []string{"log", "move", "--embedded", "--data", dir}
			if to == "another server" {
				move = append([]string{"log", "move", "--data", dir}, newExternal(t).there()...)
			}
			ok(t, move...)
			refusedAs(t, before, "node.not-appointed", 4)
			s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", before)
			refusedAs(t, before, "node.not-appointed", 4)
			s.stop(t)
			if p := fails(t, 2, "appoint", "--data", before); p.Code != "node.unasked" {
				t.Errorf("%+v", p)
			}
			for range 2 {
				reports(t, dir)
			}
			if now := standing(t, dir).Row.Log; !now.Appointed || now.Commander.Node != *now.Node {
				t.Errorf("%+v", now)
			}
			examined(t, dir, 0, "--deep")
			oneHistory(t, dir, before)
		})
	}
}

// Whoever stops between the recording of the id under which a node leaves and writing it
// down is that node all the same; a copy of the folder is not.
func TestANodeThatStoppedWhileItTookAnotherIDIsKnown(t *testing.T) {
	e := newExternal(t)
	dir := e.moved(t)
	old, err := folder.NodeID(dir)
	works(t, err)
	ok(t, append([]string{"log", "move", "--data", dir}, newExternal(t).there()...)...)
	taken, err := folder.NodeID(dir)
	works(t, err, folder.SetNodeID(dir, old), folder.SetNextNodeID(dir, taken))
	if old == taken {
		t.Error("it kept its id")
	}
	copy := copied(t, dir)
	refusedAs(t, copy, "node.not-appointed", 4)
	reports(t, dir)
	if now, err := folder.NodeID(dir); err != nil || now != taken {
		t.Errorf("%s %v", now, err)
	}
}

// Whatever would begin a register, at the address of a log in which there is one: it is
// refused, and nothing is left in the folder, which is not even made.
func TestNoRegisterIsBegunOnTheLogOfAnother(t *testing.T) {
	e := newExternal(t)
	dir := e.begun(t)
	before := len(ledgerFile(t, dir))
	for _, verb := range [][]string{
		{"import", "register", exampleDir + "/register.json", "--sources", exampleDir + "/sources"},
		{"record", "person", "--id", "p-1", "--roles", "administrator"},
		{"serve", "--listen", "127.0.0.1:0"},
	} {
		absent, empty := filepath.Join(t.TempDir(), "data"), t.TempDir()
		for _, other := range []string{absent, empty} {
			p := fails(t, 4, append(append(verb, "--data", other), e.there()...)...)
			if p.Code != "key.not-the-registers" || p.Recorded == nil || *p.Recorded || !strings.Contains(p.Detail, "Nothing was recorded") {
				t.Errorf("%v: %+v", verb, p)
			}
		}
		if left, err := os.ReadDir(empty); err != nil || len(left) != 0 {
			t.Errorf("%v left %v in an empty folder (%v)", verb, left, err)
		}
		if _, err := os.Stat(absent); !os.IsNotExist(err) {
			t.Errorf("%v made a folder (%v)", verb, err)
		}
	}
	if reports(t, dir); len(ledgerFile(t, dir)) != before+1 {
		t.Error("something was recorded")
	}
}

// Where a server listens is no address at which others find it: it is not recorded. What
// somebody says is, and stays until somebody says otherwise.
func TestOnlyAnAddressThatWasSaidIsRecorded(t *testing.T) {
	e := newExternal(t)
	dir := imported(t)
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	defer s.stop(t)
	url := func() string {
		t.Helper()
		if said := standing(t, dir).Row.Log.Commander.URL; said != nil {
			return *said
		}
		return ""
	}
	ok(t, append([]string{"log", "move", "--data", dir}, e.there()...)...)
	if said := url(); said != "" {
		t.Errorf("it says %s", said)
	}
	ok(t, "appoint", "--url", "https://promises.example.org", "--data", dir)
	ok(t, "log", "move", "--embedded", "--data", dir)
	if said := url(); said != "https://promises.example.org" {
		t.Errorf("it says %q", said)
	}
}
