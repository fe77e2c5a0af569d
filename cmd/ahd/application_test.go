package main

import (
	"context"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/cmd/ahd/node"
	"ahd.example/ahd/events/person"
	"ahd.example/ahd/services/api"
)

// asks are what can be asked of each act that records in somebody's name.
func asks() map[string][]string {
	return map[string][]string{"record": api.Recordable(), "import": api.Imports(), "move-log": {""}, "appoint": {""}}
}

// Whatever is asked to be recorded, a word that is kept for who is no person is nobody
// who may ask; the command line and the socket come in here alike.
func TestNobodyRecordsUnderAReservedWord(t *testing.T) {
	n, err := node.Open(t.Context(), node.Options{Dir: t.TempDir(), Name: "ahd", Now: time.Now, Replicas: 1, Messages: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { n.Close() })
	before, a := n.Ledger.Size(), application(n, nil, time.Now)
	for verb, things := range asks() {
		for _, what := range things {
			for _, word := range person.ReservedIDs {
				fields := map[string]any{"as": word, "role": "administrator"}
				if what != "" {
					fields["what"] = what
					fields[map[string]string{"record": "command", "import": "fields"}[verb]] = map[string]any{}
				}
				args, err := json.Marshal(fields)
				if err != nil {
					t.Fatal(err)
				}
				_, problem := a.Run(t.Context(), verb, args, func(int, int) {})
				if problem == nil || problem.Code != "person.reserved" || problem.Exit != api.ExitUsage || problem.Recorded == nil || *problem.Recorded {
					t.Errorf("%s %s --as %s: %+v", verb, what, word, problem)
				}
			}
		}
	}
	if size := n.Ledger.Size(); size != before {
		t.Errorf("%d events were recorded", size-before)
	}
}

// An act that records in somebody's name is tried under words that are kept.
func TestEveryActIsTriedUnderReservedWords(t *testing.T) {
	besides := []string{"repair"} // is recorded by the node itself
	for _, o := range api.Operations {
		if _, tried := asks()[o.Name]; o.Records != (tried || slices.Contains(besides, o.Name)) {
			t.Errorf("%s records: %v, and is tried: %v", o.Name, o.Records, tried)
		}
	}
}

// Where there is no register, every question is answered with nothing or with what is
// missing, and nothing is recorded.
func TestWithoutARegisterEverythingIsAnswered(t *testing.T) {
	a, end, err := noApplication(context.Background(), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := end(); err != nil {
			t.Error(err)
		}
	}()
	for _, o := range api.Operations {
		document, problem := a.Run(t.Context(), o.Name, json.RawMessage(`{}`), func(int, int) {})
		switch {
		case problem != nil && (problem.Code == "internal" || problem.Recorded == nil || *problem.Recorded):
			t.Errorf("%s: %+v", o.Name, problem)
		case problem == nil && (len(document) == 0 || o.Records):
			t.Errorf("%s: %s", o.Name, document)
		}
	}
}

// Every operation has a name of its own, and says what it is about.
func TestOperationsAreNamedOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, o := range api.Operations {
		if o.Name == "" || o.Subject == "" || o.Run == nil || seen[o.Name] || !o.Records && (o.Once || o.Begins) {
			t.Errorf("%+v", o)
		}
		seen[o.Name] = true
	}
	if len(seen) < 20 {
		t.Errorf("%d operations: this test looks in the wrong place", len(seen))
	}
}

// Every operation is asked for by a command, and a command asks for nothing else.
func TestEveryOperationIsAskedFor(t *testing.T) {
	askedFor := map[string]bool{}
	for _, file := range goFiles(t) {
		if filepath.Dir(file) != filepath.FromSlash("cmd/ahd") || strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			var name ast.Expr
			switch n := n.(type) {
			case *ast.CallExpr:
				if f, is := n.Fun.(*ast.SelectorExpr); is && (f.Sel.Name == "ask" || f.Sel.Name == "show") && len(n.Args) > 2 {
					name = n.Args[2]
				}
			case *ast.KeyValueExpr:
				if key, is := n.Key.(*ast.Ident); is && key.Name == "Verb" {
					name = n.Value
				}
			}
			if literal, is := name.(*ast.BasicLit); is && literal.Kind == token.STRING {
				askedFor[strings.Trim(literal.Value, `"`)] = true
			}
			return true
		})
	}
	for _, o := range api.Operations {
		if !askedFor[o.Name] {
			t.Errorf("no command asks for %s", o.Name)
		}
		delete(askedFor, o.Name)
	}
	for name := range askedFor {
		t.Errorf("a command asks for %s, which is no operation", name)
	}
}
