package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// How large things may be, so that one person can hold each in the head. What is larger
// stands in a table with its size, which may only shrink.
const (
	maxMethods = 25 // of one type
	maxFiles   = 20 // of one package, besides tests
	maxDepth   = 9  // packages in the longest chain of imports, with both ends
	maxProgram = 14 // percent of all lines that are cmd/ahd
)

// wideTypes have more methods.
var wideTypes = map[string]int{}

// crowded packages have more files. Of events there are as many as kinds of things happen.
var crowded = map[string]int{
	"events": 40,
}

// deep packages stand on longer chains.
var deep = map[string]int{}

// TestNoTypeIsWide counts the methods of each type.
func TestNoTypeIsWide(t *testing.T) {
	methods := map[string]int{}
	for _, file := range sized(t) {
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, declared := range parsed.Decls {
			if f, is := declared.(*ast.FuncDecl); is && f.Recv != nil {
				methods[path.Dir(file)+"."+typeName(f.Recv.List[0].Type)]++
			}
		}
	}
	atMost(t, "methods", methods, maxMethods, wideTypes)
}

// TestNoPackageIsCrowded counts the files of each package.
func TestNoPackageIsCrowded(t *testing.T) {
	files := map[string]int{}
	for _, file := range sized(t) {
		files[path.Dir(file)]++
	}
	atMost(t, "files", files, maxFiles, crowded)
}

// TestDepth measures the longest chain of imports below each package.
func TestDepth(t *testing.T) {
	below := map[string][]string{}
	for _, file := range sized(t) {
		pkg := path.Dir(file)
		below[pkg] = append(below[pkg], imports(t, file)...)
	}
	chains, depths := map[string][]string{}, map[string]int{}
	var chain func(pkg string) []string
	chain = func(pkg string) []string {
		if known, ok := chains[pkg]; ok {
			return known
		}
		var longest []string
		for _, one := range below[pkg] {
			if _, ours := below[one]; !ours {
				continue
			}
			if c := chain(one); len(c) > len(longest) {
				longest = c
			}
		}
		chains[pkg] = append([]string{pkg}, longest...)
		return chains[pkg]
	}
	for pkg := range below {
		if depths[pkg] = len(chain(pkg)); depths[pkg] > max(maxDepth, deep[pkg]) {
			t.Log(strings.Join(chain(pkg), " → "))
		}
	}
	atMost(t, "packages one upon the other", depths, maxDepth, deep)
}

// TestTheProgramIsSmall measures which part of all lines is the program itself, rather
// than a room below it.
func TestTheProgramIsSmall(t *testing.T) {
	program, all := 0, 0
	for _, file := range sized(t) {
		content, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Count(string(content), "\n")
		all += lines
		if strings.HasPrefix(file, "cmd/ahd/") {
			program += lines
		}
	}
	if percent := 100 * program / max(1, all); percent > maxProgram {
		t.Errorf("cmd/ahd is %d of %d lines, %d %%: at most %d", program, all, percent, maxProgram)
	}
}

// atMost refuses what is larger than a limit, or than it was where it stood above that.
func atMost(t *testing.T, what string, sizes map[string]int, limit int, known map[string]int) {
	t.Helper()
	if len(sizes) < 30 {
		t.Errorf("%d counted: this test looks in the wrong place", len(sizes))
	}
	for name, size := range sizes {
		switch was, large := known[name]; {
		case size > max(limit, was):
			t.Errorf("%s: %d %s, at most %d", name, size, what, max(limit, was))
		case large && size < was:
			t.Logf("%s: %d %s, and no more %d: say so in the table", name, size, what, was)
		}
	}
}

// sized are the Go files whose size counts: no tests, no measurements, and not the disk
// that tests alone use.
func sized(t *testing.T) []string {
	t.Helper()
	return slices.DeleteFunc(goFiles(t), func(file string) bool {
		return strings.HasSuffix(file, "_test.go") || slices.ContainsFunc([]string{"cmd/ahd-bench/", "cmd/ahd/powercut/", "services/web/webtest/"},
			func(besides string) bool { return strings.HasPrefix(filepath.ToSlash(file), besides) })
	})
}
