package webtest

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	tagPattern     = regexp.MustCompile(`<(/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)>`)
	idPattern      = regexp.MustCompile(`\sid="([^"]*)"`)
	pointerPattern = regexp.MustCompile(`\s(for|aria-describedby|aria-labelledby|list)="([^"]*)"`)
	anchorPattern  = regexp.MustCompile(`\shref="#([^"]*)"`)
	headingPattern = regexp.MustCompile(`<h([1-6])[ >]`)
	fieldPattern   = regexp.MustCompile(`<(input|select|textarea)\s[^>]*>`)
)

// voidTags have no end.
var voidTags = []string{"meta", "link", "input", "br", "hr", "img"}

// CheckPage checks what holds for every page: it is well formed, nothing in it
// runs or comes from elsewhere, and nothing in it points to nothing.
func CheckPage(t *testing.T, page string) {
	t.Helper()
	checkNesting(t, page)
	checkPointers(t, page)
	checkHeadings(t, page)
	checkNothingRuns(t, page)
	for _, want := range []string{`<html lang="en" dir="ltr">`, `class="skip" href="#main"`, `<main id="main"`, "as of ", " in Karachi"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	for _, slip := range []string{"ZgotmplZ", "<no value>", "%!", "&lt;nil&gt;", SecretActor, "1 January 1"} {
		if strings.Contains(page, slip) {
			t.Errorf("the page says %s", slip)
		}
	}
}

// checkNesting checks that every tag is ended where it should be, and that no
// other "<" is left.
func checkNesting(t *testing.T, page string) {
	t.Helper()
	var open []string
	for _, tag := range tagPattern.FindAllStringSubmatch(page, -1) {
		name := tag[2]
		switch {
		case tag[1] == "":
			if !slices.Contains(voidTags, name) {
				open = append(open, name)
			}
		case len(open) == 0 || open[len(open)-1] != name:
			t.Fatalf("</%s> ends %v", name, open)
		default:
			open = open[:len(open)-1]
		}
		if strings.Count(tag[3], `"`)%2 != 0 {
			t.Errorf("%s has a quote too few", tag[0])
		}
	}
	if len(open) > 0 {
		t.Error("never ended:", open)
	}
	rest := tagPattern.ReplaceAllString(strings.Replace(page, "<!DOCTYPE html>", "", 1), "")
	if at := strings.IndexAny(rest, "<>"); at >= 0 {
		t.Errorf("an unescaped bracket: …%s…", rest[max(0, at-40):min(len(rest), at+40)])
	}
}

// checkPointers checks that ids are unique and that whatever points at one finds
// it; a field without a label finds none.
func checkPointers(t *testing.T, page string) {
	t.Helper()
	ids := map[string]bool{}
	for _, id := range idPattern.FindAllStringSubmatch(page, -1) {
		if ids[id[1]] {
			t.Errorf("the id %s stands twice", id[1])
		}
		ids[id[1]] = true
	}
	labelled := map[string]bool{}
	for _, pointer := range pointerPattern.FindAllStringSubmatch(page, -1) {
		for id := range strings.FieldsSeq(pointer[2]) {
			if !ids[id] {
				t.Errorf("%s points at %s, which is not there", pointer[1], id)
			}
			labelled[id] = labelled[id] || pointer[1] == "for"
		}
	}
	for _, anchor := range anchorPattern.FindAllStringSubmatch(page, -1) {
		if !ids[html.UnescapeString(anchor[1])] {
			t.Errorf("a link leads to #%s, which is not there", anchor[1])
		}
	}
	for _, field := range fieldPattern.FindAllString(page, -1) {
		id := idPattern.FindStringSubmatch(field)
		if strings.Contains(field, `type="hidden"`) || strings.Contains(field, `type="radio"`) { // radios stand in their label
			continue
		}
		if id == nil || !labelled[id[1]] {
			t.Errorf("%s has no label", field)
		}
	}
}

func checkHeadings(t *testing.T, page string) {
	t.Helper()
	level := "0"
	for _, heading := range headingPattern.FindAllStringSubmatch(page, -1) {
		if heading[1] > string(level[0]+1) {
			t.Errorf("h%s follows h%s", heading[1], level)
		}
		level = heading[1]
	}
	if strings.Count(page, "<h1") != 1 {
		t.Errorf("%d h1", strings.Count(page, "<h1"))
	}
}

var (
	foreignTag      = regexp.MustCompile(`^<(script|iframe|object|embed|img|style|base|audio|video)\b`)
	foreignAddress  = regexp.MustCompile(`\s(href|action)="([^"]*)"`)
	ownAddress      = regexp.MustCompile(`^(/$|/[^/]|#)`)
	attributeValues = regexp.MustCompile(`"[^"]*"`)
	foreignName     = regexp.MustCompile(`\s(on[a-z]+|style|src|srcset|formaction)\b`)
)

// checkNothingRuns checks that nothing is executed, embedded or fetched from
// elsewhere, and that links leave us only for documents and without a trace.
func checkNothingRuns(t *testing.T, page string) {
	t.Helper()
	for _, tag := range tagPattern.FindAllString(page, -1) {
		if foreignTag.MatchString(tag) || foreignName.MatchString(attributeValues.ReplaceAllString(tag, "")) {
			t.Errorf("the page holds %s", tag)
		}
		for _, address := range foreignAddress.FindAllStringSubmatch(tag, -1) {
			leaves := strings.HasPrefix(address[2], "https://") && strings.Contains(tag, `rel="noopener noreferrer nofollow"`)
			if !leaves && !ownAddress.MatchString(address[2]) {
				t.Errorf("the page leads elsewhere: %s", tag)
			}
		}
	}
}
