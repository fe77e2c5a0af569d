package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Whoever adds a page asks the golden register for it once.
func TestEveryPageIsGolden(t *testing.T) {
	t.Parallel()
	patterns := routePatterns(t)
	if len(patterns) < 25 {
		t.Fatalf("only %d addresses: this test looks in the wrong place", len(patterns))
	}
	script, err := os.ReadFile(filepath.Join(goldenDir, "pages.script"))
	if err != nil {
		t.Fatal(err)
	}
	for pattern := range patterns {
		if !regexp.MustCompile(`(?m)^[A-Z]+ ` + addressesOf(pattern) + `(\?\S*)?( |$)`).Match(script) {
			t.Errorf("no line of %s/pages.script asks for %s", goldenDir, pattern)
		}
	}
}

var (
	routePattern = regexp.MustCompile(`^/(\{\$\}|[a-z][a-z/.{}-]*)?$`)
	routeRest    = regexp.MustCompile(`\\\{[a-z]+\\\.\\\.\\\.\\\}`)
	routePart    = regexp.MustCompile(`\\\{[a-z]+\\\}`)
)

// addressesOf is an expression for the addresses that a pattern of a mux takes.
func addressesOf(pattern string) string {
	escaped := regexp.QuoteMeta(pattern)
	escaped = strings.ReplaceAll(escaped, `\{\$\}`, "")
	escaped = routeRest.ReplaceAllString(escaped, `\S*`)
	return routePart.ReplaceAllString(escaped, `[^/? ]+`)
}

// routePatterns are the addresses of services/web: what a mux is given, or a table of
// addresses begins a row with.
func routePatterns(t *testing.T) map[string]bool {
	t.Helper()
	patterns := map[string]bool{}
	for _, file := range goFiles(t) {
		if !strings.HasPrefix(filepath.ToSlash(file), "services/web/") || strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			for _, literal := range routeLiterals(n) {
				if text, err := strconv.Unquote(literal.Value); err == nil && routePattern.MatchString(text) {
					patterns[text] = true
				}
			}
			return true
		})
	}
	return patterns
}

// routeLiterals are the texts in a node that may be addresses.
func routeLiterals(n ast.Node) (literals []*ast.BasicLit) {
	var candidates []ast.Expr
	switch n := n.(type) {
	case *ast.CallExpr:
		if called, ok := n.Fun.(*ast.SelectorExpr); ok && (called.Sel.Name == "Handle" || called.Sel.Name == "HandleFunc") {
			candidates = n.Args[:1]
		}
	case *ast.CompositeLit:
		for i, element := range n.Elts {
			if pair, ok := element.(*ast.KeyValueExpr); ok {
				candidates = append(candidates, pair.Key)
				if name, ok := pair.Key.(*ast.Ident); ok && strings.EqualFold(name.Name, "pattern") {
					candidates = append(candidates, pair.Value)
				}
			} else if _, list := n.Type.(*ast.ArrayType); list || i == 0 {
				candidates = append(candidates, element)
			}
		}
	}
	for _, candidate := range candidates {
		if literal, ok := candidate.(*ast.BasicLit); ok && literal.Kind == token.STRING {
			literals = append(literals, literal)
		}
	}
	return literals
}
