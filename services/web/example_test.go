package web_test

import (
	"archive/zip"
	"bytes"
	"html"
	"io"
	"strings"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/web/webtest"
)

// walk follows every link from every page, and gives what stands at each address.
func walk(w *webtest.World, visit func(target, mediaType, name string, body []byte)) {
	seen, next := map[string]bool{}, append([]string{"/nothing", "/changes?from=3", "/at/5/", "/on/2026-11-22/", "/at/4/on/2026-11-22/summaries/preview"}, everyPage...)
	for len(next) > 0 && len(seen) < 300 {
		target := next[0]
		if next = next[1:]; seen[target] {
			continue
		}
		seen[target] = true
		response := w.Get(target)
		mediaType := response.Header().Get("Content-Type")
		visit(target, mediaType, response.Header().Get("Content-Disposition"), response.Body.Bytes())
		if !strings.HasPrefix(mediaType, "text/html") {
			continue
		}
		for _, link := range links.FindAllSubmatch(response.Body.Bytes(), -1) {
			if found := html.UnescapeString(string(link[1])); strings.HasPrefix(found, "/summaries/file") {
				next = append([]string{found}, next...) // all forms, before the bound
			} else {
				next = append(next, found)
			}
		}
	}
}

// unpacked is what a file says: that of a workbook lies in an archive.
func unpacked(t *testing.T, body []byte) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return string(body)
	}
	var all strings.Builder
	for _, member := range archive.File {
		part, err := member.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, part); err != nil {
			t.Fatal(err)
		}
		part.Close()
	}
	return all.String()
}

// An example register says EXAMPLE on every page, in the title that a preview shows, and
// in every file that is taken along; no other register says it anywhere.
func TestAnExampleSaysSoEverywhere(t *testing.T) {
	for _, example := range []bool{true, false} {
		w := webtest.New(t)
		w.Say("register/register", events.RegisterDescribed{Title: "What was promised", TimeZone: "Asia/Karachi", Example: example})
		webtest.Full(w)
		config := w.Config()
		config.Described = w.Book.Described
		w.Handler = webtest.Pages(config)
		kinds := map[string]int{}
		walk(w, func(target, mediaType, name string, body []byte) {
			text := unpacked(t, body)
			page, file := strings.HasPrefix(mediaType, "text/html") && name == "", strings.HasPrefix(target, "/summaries/file")
			kinds[mediaType]++
			if title := strings.Index(text, "<title>"); page && strings.HasPrefix(text[title:], "<title>EXAMPLE · ") != example {
				t.Errorf("example %t: %s has another title", example, target)
			}
			if page && (strings.Count(text, "EXAMPLE") >= 2) != example || page && !strings.Contains(text, "What was promised") {
				t.Errorf("example %t: %s", example, target)
			}
			if file && mediaType != "application/json" && strings.Contains(text, "EXAMPLE") != example {
				t.Errorf("example %t: %s", example, target)
			}
			if file && strings.Contains(name, `filename="example-`) != example {
				t.Errorf("example %t: %s is called %s", example, target, name)
			}
			if !example && strings.Contains(text, "EXAMPLE") {
				t.Errorf("%s says that it is an example", target)
			}
		})
		for _, kind := range []string{"text/html; charset=utf-8", "text/csv; charset=utf-8", "application/json", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"} {
			if kinds[kind] == 0 {
				t.Errorf("nothing of the kind %s was seen: %v", kind, kinds)
			}
		}
	}
}
