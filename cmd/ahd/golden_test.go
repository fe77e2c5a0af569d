package main

import (
	"flag"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"ahd.example/ahd/cmd/ahd/help"
)

// What the program answers is a contract: scripts use it literally. The golden files hold
// what it answered to every verb, on every page and over the socket, of a register in
// which key, clock, ids and salts are pinned. A change to how the program is built
// changes none of them.
var (
	goldenUpdate = flag.Bool("update", false, "write the golden files anew")
	goldenOut    = flag.String("golden-out", "", "folder into which every whole answer is written, to be compared with that of another version")
)

const goldenDir = "testdata/golden"

// The register is begun by commands that hold the folder themselves, goes on under a
// server, and is looked at again without one.
func TestGolden(t *testing.T) {
	pinned(t)
	g := &golden{t: t, work: t.TempDir(), flags: goldenVerbs(t), names: map[string]string{}}
	g.begin()
	first := g.follow("1-first")
	g.served(func(url string) {
		g.names["URL"] = url
		g.sign(url, "OLD")
		first = append(first, g.follow("2-served")...)
		g.sign(url, "CHECKPOINT") // what is shown next says how much is signed
		g.pages(url)
		g.sign(url, "CHECKPOINT")
		g.socket()
	})
	ran := append(first, g.follow("3-after")...)
	g.sums()
	everyVerbIsGolden(t, g.flags, ran)
	everyExitIsGolden(t, ran)
}

// goldenVerbs are the verbs of the program, by what is typed, with their flags.
func goldenVerbs(t *testing.T) map[string]*kong.Node {
	t.Helper()
	verbs := map[string]*kong.Node{}
	for _, leaf := range model(t, newCLI()).Model.Leaves(true) {
		verbs[help.PathOf(leaf)] = leaf
	}
	if len(verbs) < 100 {
		t.Fatalf("only %d verbs: this test looks in the wrong place", len(verbs))
	}
	return verbs
}

// goldenNever are verbs that cannot succeed here, with the reason.
var goldenNever = map[string]string{
	"record confirm 0": "whatever this program captures it confirms in the same command",
	"record reject 0":  "and only what is not confirmed can be rejected",
	"help 0":           "it changes with every flag: TestHelpShowsTheFlagsOfTheCommandFirst",
	"completion 0":     "it changes with every flag: TestBashCompletesWhatCanBeTyped",
	"man 0":            "it changes with every flag: TestTheManualTellsOfEverything",
}

// everyVerbIsGolden refuses a verb of which no line says what it answers when all is
// well, or none what it answers when it is not.
func everyVerbIsGolden(t *testing.T, verbs map[string]*kong.Node, ran []goldenLine) {
	t.Helper()
	for verb := range verbs {
		for what, wanted := range map[string]func(int) bool{"0": func(c int) bool { return c == 0 }, "refused": func(c int) bool { return c != 0 }} {
			is := func(l goldenLine) bool { return l.verb == verb && wanted(l.code) }
			if !slices.ContainsFunc(ran, is) && goldenNever[verb+" "+what] == "" {
				t.Errorf("no line of %s/*.script shows “ahd %s” with exit %s", goldenDir, verb, what)
			}
		}
	}
	for name, why := range goldenNever {
		if verb := name[:strings.LastIndex(name, " ")]; verbs[verb] == nil || why == "" {
			t.Errorf("goldenNever names %q, which is no verb", name)
		}
	}
}

// everyExitIsGolden refuses an exit code that no line shows. 9 needs a server that dies
// under a command: kill_test.go.
func everyExitIsGolden(t *testing.T, ran []goldenLine) {
	t.Helper()
	for code := range 9 {
		if !slices.ContainsFunc(ran, func(l goldenLine) bool { return l.code == code }) {
			t.Errorf("no line of %s/*.script ends with exit %d", goldenDir, code)
		}
	}
}

// compare compares what was answered with what stands in a golden file, or writes it.
func (g *golden) compare(name string, answers []goldenAnswer) {
	g.t.Helper()
	path := filepath.Join(goldenDir, name+".golden")
	seen := map[string]int{}
	for i, a := range answers {
		if seen[a.asked]++; seen[a.asked] > 1 {
			answers[i].asked = fmt.Sprintf("%s   (again, %d)", a.asked, seen[a.asked])
		}
	}
	if *goldenUpdate {
		writeGolden(g.t, path, answers)
		return
	}
	compareGolden(g.t, path, answers)
}
