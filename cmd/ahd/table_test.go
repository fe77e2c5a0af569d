package main

import (
	"bytes"
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"ahd.example/ahd/cmd/ahd/terminal"
	"ahd.example/ahd/services/api"
)

// onTerminal runs a command for a terminal of some width.
func onTerminal(t *testing.T, width int, args ...string) string {
	t.Helper()
	var out, err bytes.Buffer
	p := newProgram(args, &terminal.Terminal{Out: &out, Err: &err, Now: time.Now, Width: width})
	if code := p.run(context.Background()); code != 0 {
		t.Fatalf("%v: exit %d\n%s", args, code, err.String())
	}
	return out.String()
}

// Every list fits the terminal on which it is shown, and nothing of it is missing where
// something else reads it.
func TestListsFitTheTerminalAndAreWholeElsewhere(t *testing.T) {
	dir := imported(t)
	shortenedSomewhere := false
	for _, kind := range api.TableNames() {
		whole := ok(t, "list", kind, "--data", dir).out
		if strings.Contains(whole, "…") {
			t.Errorf("list %s is shortened although no terminal shows it", kind)
		}
		for _, width := range []int{80, 120, 200} {
			shown := onTerminal(t, width, "list", kind, "--data", dir)
			if strings.Count(shown, "\n") != strings.Count(whole, "\n") {
				t.Errorf("list %s has other rows on a terminal", kind)
			}
			for line := range strings.SplitSeq(shown, "\n") {
				shortenedSomewhere = shortenedSomewhere || strings.Contains(line, "…")
				if utf8.RuneCountInString(line) > width {
					t.Errorf("list %s: %q is wider than %d", kind, line, width)
				}
			}
		}
	}
	if !shortenedSomewhere {
		t.Error("nothing was shortened: this test sees nothing")
	}
	wordsSay(t, ok(t, "list", "commitments", "--data", dir).out, "[Wording not known] What the working groups recommend to parliament and policy makers.")
}

// Nothing that is printed is coloured, so there is nothing that NO_COLOR would have to take
// away: no text of the program holds the character that tells a terminal what to do.
func TestNothingIsColoured(t *testing.T) {
	texts := 0
	for _, file := range goFiles(t) {
		if strings.HasSuffix(file, "_test.go") || !strings.HasPrefix(filepath.ToSlash(file), "cmd/ahd/") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			if literal, is := n.(*ast.BasicLit); is && literal.Kind == token.STRING {
				texts++
				if text, err := strconv.Unquote(literal.Value); err != nil || strings.ContainsRune(text, '\x1b') {
					t.Errorf("%s tells a terminal what to do", file)
				}
			}
			return true
		})
	}
	if texts < 1000 {
		t.Errorf("%d texts: this test looks in the wrong place", texts)
	}
}
