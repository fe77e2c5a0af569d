package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// dialect are words of names that an engineer would not guess, with what is said instead.
var dialect = map[string]string{
	"station": "snapshot", "stations": "snapshots", "stationing": "snapshots", "settle": "flush", "settled": "flushed",
	"refold": "rehydrate", "refolder": "rehydrator", "restorer": "replayer", "shelf": "bookReader, or what it adapts", "shelved": "bookReader, or what it adapts",
	"legible": "textReader, or what it adapts", "eraser": "what it adapts", "desk": "service or operation", "mistrust": "distrust",
	"condemn": "quarantine", "condemned": "quarantined", "sick": "unhealthy", "rotten": "damaged", "hushed": "muted",
	"most": "max, or limit", "patience": "timeout", "quickly": "threshold", "spell": "marshal",
}

// dialectFiles are names of files behind which nobody finds what is in them: the noun that
// is in them is said instead.
var dialectFiles = strings.Fields("ends told ways sought said stand force eyes station settle refold shelf")

// dialectStill are the words of that dialect that are in names yet, by folder. They may only
// become fewer.
var dialectStill = map[string]string{
	"cmd/ahd-bench": "settle", "cmd/ahd-bench/soak": "settle settled", // memory does that, and a flag is called so
}

// dialectFilesStill are the files that are called so yet.
var dialectFilesStill = []string{}

// TestNamesAreGuessed looks at every name that is declared besides those of tests.
func TestNamesAreGuessed(t *testing.T) {
	looked, still, files := 0, map[string][]string{}, []string{}
	for _, file := range goFiles(t) {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		folder := path.Dir(filepath.ToSlash(file))
		if name := strings.TrimSuffix(path.Base(file), ".go"); slices.Contains(dialectFiles, name) {
			files = append(files, filepath.ToSlash(file))
		}
		for _, name := range declaredIn(t, file) {
			looked++
			for _, word := range partsOf(name) {
				if instead := dialect[word]; instead == "" || slices.Contains(still[folder], word) {
					continue
				} else if still[folder] = append(still[folder], word); !slices.Contains(strings.Fields(dialectStill[folder]), word) {
					t.Errorf("%s: %s says %s; say %s", file, name, word, instead)
				}
			}
		}
	}
	for folder, words := range dialectStill {
		for _, word := range strings.Fields(words) {
			if !slices.Contains(still[folder], word) {
				t.Errorf("%s says %s no more: take it out of the table", folder, word)
			}
		}
	}
	if slices.Sort(files); !slices.Equal(files, dialectFilesStill) {
		t.Errorf("these files are called so that nobody finds what is in them: %q; known: %q", files, dialectFilesStill)
	}
	if looked < 10_000 {
		t.Errorf("%d names were looked at: this test looks in the wrong place", looked)
	}
}

// declaredIn are the names that a file declares.
func declaredIn(t *testing.T, file string) (names []string) {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, parser.SkipObjectResolution)
	must(t, err)
	add := func(list ...*ast.Ident) {
		for _, name := range list {
			names = append(names, name.Name)
		}
	}
	assigned := func(tok token.Token, list ...ast.Expr) {
		for _, e := range list {
			if name, is := e.(*ast.Ident); is && tok == token.DEFINE {
				add(name)
			}
		}
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			add(n.Name)
		case *ast.TypeSpec:
			add(n.Name)
		case *ast.ValueSpec:
			add(n.Names...)
		case *ast.Field:
			add(n.Names...)
		case *ast.AssignStmt:
			assigned(n.Tok, n.Lhs...)
		case *ast.RangeStmt:
			assigned(n.Tok, n.Key, n.Value)
		}
		return true
	})
	return names
}

var wordInName = regexp.MustCompile(`[A-Z]?[a-z]+|[A-Z]+|[0-9]+`)

// partsOf are the words that a name consists of.
func partsOf(name string) []string {
	words := wordInName.FindAllString(name, -1)
	for i, word := range words {
		words[i] = strings.ToLower(word)
	}
	return words
}
