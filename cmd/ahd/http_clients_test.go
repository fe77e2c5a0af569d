package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Nothing of ours follows a server to another host without having decided so: whoever asks
// over HTTP says what becomes of a redirect, and nobody uses a client that does not.
func TestEveryClientSaysWhatBecomesOfARedirect(t *testing.T) {
	found := 0
	for _, file := range goFiles(t) {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, 0)
		must(t, err)
		found += clientsIn(t, file, parsed)
	}
	if found < 2 {
		t.Errorf("%d clients were found: this test looks in the wrong place", found)
	}
}

func clientsIn(t *testing.T, file string, parsed *ast.File) (found int) {
	t.Helper()
	ast.Inspect(parsed, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CompositeLit:
			if isHTTP(n.Type, "Client") {
				if found++; !slices.ContainsFunc(n.Elts, sets("CheckRedirect")) {
					t.Errorf("%s: a client that follows a server wherever it says", file)
				}
			}
		case *ast.ValueSpec:
			if isHTTP(n.Type, "Client") {
				t.Errorf("%s: a client that says nothing of redirects", file)
			}
		case *ast.CallExpr:
			if name, is := n.Fun.(*ast.Ident); is && name.Name == "new" && isHTTP(n.Args[0], "Client") || isHTTP(n.Fun, "Get", "Head", "Post", "PostForm") {
				t.Errorf("%s: it asks with a client that says nothing of redirects", file)
			}
		case *ast.SelectorExpr:
			if isHTTP(n, "DefaultClient") {
				t.Errorf("%s: it asks with a client that says nothing of redirects", file)
			}
		}
		return true
	})
	return found
}

func isHTTP(e ast.Expr, names ...string) bool {
	selector, is := e.(*ast.SelectorExpr)
	if !is {
		return false
	}
	pkg, is := selector.X.(*ast.Ident)
	return is && pkg.Name == "http" && slices.Contains(names, selector.Sel.Name)
}

func sets(field string) func(ast.Expr) bool {
	return func(e ast.Expr) bool {
		pair, is := e.(*ast.KeyValueExpr)
		if !is {
			return false
		}
		key, is := pair.Key.(*ast.Ident)
		return is && key.Name == field
	}
}
