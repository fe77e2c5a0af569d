package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// ownFiles open files of the data folder under names that the program gave. Whatever
// somebody names is opened by events/durable, which waits for no pipe.
var ownFiles = map[string]string{
	"events/durable/copy.go":              "files that the program named: what somebody names is opened in durable.go",
	"events/durable/write.go":             "a file or a folder, to sync it",
	"events/eventlog/localnats/folder.go": "folders, to sync them",
	"events/ledger/folder.go":             "the ledger's own files",
	"events/ledger/notary.go":             "the ledger's checkpoints",
	"events/ledger/copy.go":               "the ledger's own files",
	"events/ledger/witness/kept.go":       "the ledger's checkpoints",
	"events/ledger/witness/evidence.go":   "checkpoints that were kept beside a state",
	"events/folder/copies.go":             "the list of copies",
	"events/folder/sums.go":               "the data folder's own files",
	"cmd/ahd/powercut/disk.go":            "the folder that a test puts on its disk",
	"services/backup/backup.go":           "the data folder",
	"services/backup/contents.go":         "the data folder",
	"services/backup/members.go":          "the data folder",
	"services/backup/last.go":             "the note of backups",
	"services/repair/notes.go":            "the note of a repair",
	"projections/book_folder.go":          "the book's folder",

	"events/eventlog/supervision/unanswered.go": "the list of unanswered commands",
}

func TestFilesThatSomebodyNamesAreOpenedInOnePlace(t *testing.T) {
	used := map[string]bool{}
	for _, file := range goFiles(t) {
		file = filepath.ToSlash(file)
		if strings.HasSuffix(file, "_test.go") || strings.HasPrefix(file, "cmd/ahd-bench/") {
			continue
		}
		if !opensFiles(t, file) {
			continue
		}
		if ownFiles[file] == "" {
			t.Errorf("%s opens a file itself: what somebody names is opened by events/durable; files of our own are listed here", file)
		}
		used[file] = true
	}
	for file := range ownFiles {
		if !used[file] {
			t.Errorf("%s opens no file any more", file)
		}
	}
}

// opensFiles reports whether a file calls os.Open or os.ReadFile.
func opensFiles(t *testing.T, file string) (opens bool) {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		if call, ok := n.(*ast.SelectorExpr); ok && (call.Sel.Name == "Open" || call.Sel.Name == "ReadFile") {
			if of, ok := call.X.(*ast.Ident); ok && of.Name == "os" {
				opens = true
			}
		}
		return true
	})
	return opens
}
