package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// goldenAnswer is what was asked, and what was answered.
type goldenAnswer struct{ asked, said string }

const (
	goldenMark    = "=== "
	goldenLongest = 6000 // bytes of an answer that are kept whole
	goldenShort   = 1500 // bytes that are kept of a longer one
	goldenShown   = 8    // differing answers, and lines of each, that are printed
)

// kept is an answer as it stands in a golden file: a long one by its beginning and its
// sum.
func (a goldenAnswer) kept() string {
	said := a.said
	if len(said) > goldenLongest {
		short := strings.ToValidUTF8(said[:goldenShort], "")
		said = fmt.Sprintf("%s…\n%d bytes, sha256 %x", short, len(said), sha256.Sum256([]byte(said)))
	}
	return goldenMark + a.asked + "\n" + strings.ReplaceAll(said, "\n"+goldenMark, "\n "+goldenMark) + "\n"
}

// writeGolden writes a golden file.
func writeGolden(t *testing.T, path string, answers []goldenAnswer) {
	t.Helper()
	var all strings.Builder
	for _, a := range answers {
		all.WriteString(a.kept())
	}
	if err := os.WriteFile(path, []byte(all.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// compareGolden says in which answers the program differs from a golden file.
func compareGolden(t *testing.T, path string, answers []goldenAnswer) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, order := map[string]string{}, []string{}
	for record := range strings.SplitSeq("\n"+strings.TrimSuffix(string(content), "\n"), "\n"+goldenMark) {
		if asked, said, is := strings.Cut(record, "\n"); is && asked != "" {
			before[asked], order = said, append(order, asked)
		}
	}
	differ := 0
	for _, a := range answers {
		now := strings.TrimSuffix(strings.TrimPrefix(a.kept(), goldenMark+a.asked+"\n"), "\n")
		was, known := before[a.asked]
		delete(before, a.asked)
		if known && was == now {
			continue
		}
		if differ++; differ <= goldenShown {
			t.Errorf("%s: %s\n%s", filepath.Base(path), a.asked, goldenDiff(was, now))
		}
	}
	for _, asked := range order {
		if _, left := before[asked]; left {
			t.Errorf("%s: %s: was asked, and is no more", filepath.Base(path), asked)
		}
	}
	if differ > goldenShown {
		t.Errorf("%s: %d answers differ in all; -golden-out writes them whole, -update takes them", filepath.Base(path), differ)
	}
}

// goldenDiff shows the first lines that differ. A long line is shown from a little before
// the place where it does.
func goldenDiff(was, now string) string {
	old, fresh := strings.Split(was, "\n"), strings.Split(now, "\n")
	var out strings.Builder
	shown := 0
	for i := range max(len(old), len(fresh)) {
		a, b := lineOf(old, i), lineOf(fresh, i)
		if a == b {
			continue
		}
		if shown++; shown > goldenShown {
			out.WriteString("  …\n")
			break
		}
		from := 0
		for from < min(len(a), len(b)) && a[from] == b[from] {
			from++
		}
		fmt.Fprintf(&out, "  line %d\n  - %s\n  + %s\n", i+1, around(a, from), around(b, from))
	}
	return out.String()
}

func lineOf(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(no line)"
}

// around is a piece of a line about a place.
func around(text string, place int) string {
	const before, after = 60, 120
	from, to := max(0, place-before), min(len(text), place+after)
	return strings.ToValidUTF8(text[from:to], "�")
}

// write keeps a whole answer for somebody who compares two versions.
func (g *golden) write(name string, i int, a goldenAnswer) {
	if *goldenOut == "" {
		return
	}
	path := filepath.Join(*goldenOut, name, fmt.Sprintf("%04d.txt", i))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		g.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(a.asked+"\n"+a.said+"\n"), 0o644); err != nil {
		g.t.Fatal(err)
	}
}
