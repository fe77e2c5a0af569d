package main

import (
	"context"
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
	"ahd.example/ahd/events"
	"ahd.example/ahd/events/person"
)

// Every way in refuses who is no person, whoever holds the folder, and so does every
// place where a person is named.
func TestReservedWordsAreNobody(t *testing.T) {
	dir := imported(t)
	before := read[status](t, ok(t, "status", "--data", dir, "--json")).Row.Ledger.Sequence
	tryAll := func(t *testing.T) {
		for _, word := range person.ReservedIDs {
			for name, args := range map[string][]string{
				"record":         {"record", "progress", "--commitment", item, "--state", "planning", "--as", word},
				"import":         {"import", "register", exampleDir + "/register.json", "--sources", exampleDir + "/sources", "--as", word},
				"only comparing": {"import", "register", exampleDir + "/register.json", "--sources", exampleDir + "/sources", "--dry-run", "--as", word},
				"a person":       {"record", "person", "--id", word, "--roles", "assessor"},
				"main":           {"record", "hand-over", "--commitment", item, "--party", "fia", "--main", word, "--reason", "x"},
				"alternate":      {"record", "hand-over", "--commitment", item, "--party", "fia", "--alternate", word, "--reason", "x"},
				"validator":      {"record", "focal-persons", "--party", "fia", "--validator", word},
			} {
				if p := fails(t, 1, append(args, "--data", dir)...); p.Code != "person.reserved" || p.Recorded == nil || *p.Recorded || strings.Contains(p.Detail, word+" ") {
					t.Errorf("%s of %s: %+v", name, word, p)
				}
			}
		}
	}
	t.Run("in process", tryAll)
	start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	t.Run("over the socket", tryAll)
	if p := read[status](t, ok(t, "status", "--data", dir, "--json")); p.Row.Ledger.Sequence > before+1 { // the day's heads
		t.Errorf("%d events before, %d after", before, p.Row.Ledger.Sequence)
	}
}

// A register in which an older build recorded such a person opens and says so, and the
// person can do nothing.
func TestAPersonOfAReservedIDIsNamed(t *testing.T) {
	dir := imported(t)
	n, err := node.Open(context.Background(), node.Options{Dir: dir, Name: "ahd", Now: time.Now, Replicas: 1, Messages: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	recorded := events.PersonRecorded{Roles: []string{"administrator", "assessor"}}
	receipt, err := n.Log.Append(context.Background(), events.Event{Data: recorded, Envelope: events.Envelope{
		ID: "0197f3c2-5c1e-7c3a-9a55-0d6f1f2b3c4d", Source: n.Key.Origin, Type: recorded.Type(), Subject: "person/link", Actor: "local", Auth: "local", StreamVersion: 1,
	}}, 0, n.Book.Checkpoint().Sequence)
	if err == nil {
		err = n.Book.Wait(context.Background(), receipt.Sequence)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Close(); err != nil {
		t.Fatal(err)
	}
	if p := fails(t, 1, "record", "progress", "--commitment", item, "--state", "planning", "--as", "link", "--data", dir); p.Code != "person.reserved" {
		t.Errorf("%+v", p)
	}
	if said := ok(t, "status", "--data", dir).out; !strings.Contains(said, "kept for who is no person: link") {
		t.Errorf("status does not name it: %s", said)
	}
	if said := ok(t, "doctor", "--data", dir).err; !strings.Contains(said, "kept for who is no person: link") {
		t.Errorf("doctor does not name it: %s", said)
	}
	if s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir); !strings.Contains(s.logs.String(), "kept for who is no person: link") {
		t.Errorf("serve does not name it: %s", s.logs)
	}
}

// speakers are the rooms that record what the program itself has to say.
var speakers = []string{"cmd/ahd/node/", "services/moving/", "services/recording/"}

// Only these rooms record in the name of the program, and nobody but
// services/commands/rule makes up who asks: services/recording alone asks it for the
// program.
func TestOnlyTheNodeSpeaksForTheProgram(t *testing.T) {
	speaks, system := 0, 0
	for _, file := range goFiles(t) {
		if strings.HasSuffix(file, "_test.go") || strings.HasPrefix(filepath.ToSlash(file), "services/commands/rule/") {
			continue
		}
		records := strings.HasPrefix(filepath.ToSlash(file), "services/recording/")
		makes := slices.Contains(imports(t, file), "services/commands/rule")
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectorExpr:
				if n.Sel.Name == "RecordOwn" && !slices.ContainsFunc(speakers, func(room string) bool { return strings.HasPrefix(filepath.ToSlash(file), room) }) {
					t.Errorf("%s records in the name of the program", file)
				} else if n.Sel.Name == "RecordOwn" {
					speaks++
				}
				if _, of := n.X.(*ast.Ident); of && n.Sel.Name == "System" && makes {
					if !records {
						t.Errorf("%s speaks for the program", file)
					}
					system++
				}
			case *ast.CompositeLit:
				if made, ok := n.Type.(*ast.SelectorExpr); ok && made.Sel.Name == "Who" {
					t.Errorf("%s makes up who asks", file)
				}
			}
			return true
		})
	}
	if speaks < 3 || system < 2 {
		t.Errorf("found %d and %d places that speak for the program: this test looks in the wrong place", speaks, system)
	}
}
