package main

import (
	"crypto/sha256"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// goldenStyle is where the stylesheet lies: its name is by what is in it.
var goldenStyle = regexp.MustCompile(`/static/style\.[0-9a-f]+\.css`)

// pages asks for every address of pages.script.
func (g *golden) pages(url string) {
	g.t.Helper()
	content, err := os.ReadFile(goldenDir + "/pages.script")
	if err != nil {
		g.t.Fatal(err)
	}
	g.names["STYLE"] = goldenStyle.FindString(g.page(url, []string{"GET", "/"}))
	var asked []string
	var answers []goldenAnswer
	for i, text := range strings.Split(string(content), "\n") {
		if text == "" || strings.HasPrefix(text, "#") || g.besides(text) {
			continue
		}
		words := g.words(text)
		said := g.masked(g.page(url, words))
		answers = append(answers, goldenAnswer{text, strings.TrimSuffix(said, "\n")})
		g.write("pages", i, answers[len(answers)-1])
		asked = append(asked, words[1])
	}
	g.compare("pages", answers)
	everyPageIsGolden(g.t, asked)
}

// page asks for one page: METHOD ADDRESS [BODY [TYPE]].
func (g *golden) page(url string, words []string) string {
	g.t.Helper()
	var body io.Reader
	if len(words) > 2 {
		body = strings.NewReader(words[2])
	}
	request, err := http.NewRequest(words[0], url+words[1], body)
	if err != nil {
		g.t.Fatal(err)
	}
	if len(words) > 2 {
		request.Header.Set("Content-Type", append(words, "application/x-www-form-urlencoded")[3])
	}
	request.Header.Set("Accept-Encoding", "identity")
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(request)
	if err != nil {
		g.t.Fatal(err)
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		g.t.Fatalf("%v: %v", words, err)
	}
	if !utf8.Valid(content) {
		content = fmt.Appendf(nil, "%d bytes, sha256 %x", len(content), sha256.Sum256(content))
	}
	return fmt.Sprintf("%d\n%s\n%s", response.StatusCode, headers(response.Header), content)
}

// headers are the headers of an answer but when it was given, in order.
func headers(of http.Header) string {
	var out []string
	for name, values := range of {
		if name != "Date" {
			out = append(out, name+": "+strings.Join(values, " | ")+"\n")
		}
	}
	slices.Sort(out)
	return strings.Join(out, "")
}

// everyPageIsGolden refuses an address that the pages know and no line asks for. An
// address is whatever text in their code begins like one; what varies in it is in braces
// or comes after it.
func everyPageIsGolden(t *testing.T, asked []string) {
	t.Helper()
	addresses := addressesIn(t, "../../services/web")
	if len(addresses) < 30 {
		t.Errorf("only %d addresses: this test looks in the wrong place", len(addresses))
	}
	for _, address := range addresses {
		is := regexp.MustCompile("^" + varying.ReplaceAllStringFunc(regexp.QuoteMeta(address), func(part string) string {
			switch {
			case part == `\{\$\}`:
				return "$"
			case strings.HasSuffix(part, `\.\.\.\}`):
				return ".*"
			}
			return "[^/?]+"
		}))
		if !slices.ContainsFunc(asked, is.MatchString) {
			t.Errorf("no line of %s/pages.script asks for %s", goldenDir, address)
		}
	}
}

var varying = regexp.MustCompile(`\\\{.*?\\\}`)

// addressesIn are the texts in Go code that begin like an address.
func addressesIn(t *testing.T, dir string) (addresses []string) {
	t.Helper()
	begins := regexp.MustCompile(`^/([a-z]{2,}[^ ]*)?(\{.*)?$`)
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Name() == "webtest" {
			return filepath.SkipDir
		}
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if literal, is := n.(*ast.BasicLit); is && literal.Kind == token.STRING {
				if text, err := strconv.Unquote(literal.Value); err == nil && begins.MatchString(text) {
					addresses = append(addresses, text)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(addresses)
	return slices.Compact(addresses)
}
