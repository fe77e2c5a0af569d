package main

import (
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	module = "ahd.example/ahd"
	root   = "../.."
)

// forbidden is what may not be linked into a verifier: what could change a record, or
// keeps one, and C.
var forbidden = []string{
	"github.com/mattn/", "github.com/ThreeDotsLabs/", "github.com/nats-io/", "ahd.example/ahd/services", "ahd.example/ahd/projections", "ahd.example/ahd/events/eventlog",
	"ahd.example/ahd/events/texts", "ahd.example/ahd/events/private", "ahd.example/ahd/cmd/ahd/", "database/sql", "html/template", "runtime/cgo",
}

// needed are the modules of others that it is linked with; each is read by whoever
// reviews the verifier.
var needed = []string{"golang.org/x/mod", "golang.org/x/text", "golang.org/x/crypto", "golang.org/x/sync", "filippo.io/torchwood", "vendor/golang.org"}

func TestTheVerifierIsLinkedWithLittle(t *testing.T) {
	sourcesRead(t) // so that a result of this test is kept no longer than they are
	command := exec.Command("go", "list", "-deps", "-f", "{{.ImportPath}} {{.Standard}} {{len .CgoFiles}}", "./cmd/ahd-verify")
	command.Dir, command.Env = root, append(os.Environ(), "CGO_ENABLED=0")
	out, err := command.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if !slices.ContainsFunc(lines, func(line string) bool { return strings.HasPrefix(line, "ahd.example/ahd/events/ledger/verification ") }) {
		t.Fatal("it is not linked with the verification: this test looks in the wrong place")
	}
	for _, line := range lines {
		fields := strings.Fields(line)
		name, standard, cgo := fields[0], fields[1] == "true", fields[2] != "0"
		if cgo || under(name, forbidden) {
			t.Errorf("ahd-verify is linked with %s", name)
		}
		if !standard && !strings.HasPrefix(name, module+"/") && !under(name, needed) {
			t.Errorf("ahd-verify is linked with %s: if it has to be, say so in needed", name)
		}
	}
}

func under(name string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(prefix string) bool { return strings.HasPrefix(name+"/", prefix) })
}

// sourcesRead reads every file of ours that the verifier is made of, and what says which
// versions of others; it also finds what go list would not: an import that another
// system or a build tag hides.
func sourcesRead(t *testing.T) {
	t.Helper()
	for _, name := range []string{"go.mod", "go.sum"} {
		if _, err := os.ReadFile(filepath.Join(root, name)); err != nil {
			t.Fatal(err)
		}
	}
	seen := map[string]bool{}
	for todo := []string{"ahd.example/ahd/cmd/ahd-verify"}; len(todo) > 0; {
		pkg := todo[0]
		if todo = todo[1:]; seen[pkg] {
			continue
		}
		seen[pkg] = true
		for _, name := range importsOf(t, pkg) {
			if under(name, forbidden) {
				t.Errorf("%s imports %s", pkg, name)
			}
			if strings.HasPrefix(name, module+"/") {
				todo = append(todo, name)
			}
		}
	}
}

func importsOf(t *testing.T, pkg string) (names []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, strings.TrimPrefix(pkg, module+"/"), "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s has no files: %v", pkg, err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range parsed.Imports {
			names = append(names, strings.Trim(spec.Path.Value, `"`))
		}
	}
	return names
}
