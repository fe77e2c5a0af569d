package forms

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ahd.example/ahd/services/reporting/document"
	"ahd.example/ahd/services/reporting/drawing"
	"ahd.example/ahd/services/wording"
)

func TestTheSameDocumentIsTheSameBytes(t *testing.T) {
	each(t, func(t *testing.T, d document.Document, lang string) {
		for _, format := range []string{"html", "csv", "csv-excel", "xlsx"} {
			first := drawn(t, format, d, lang)
			for range 3 { // what depends on the order of a map would be another soon
				if !bytes.Equal(first, drawn(t, format, d, lang)) {
					t.Fatalf("%s is another the second time", format)
				}
			}
			if MediaTypes[format] == "" {
				t.Errorf("%s has no media type", format)
			}
		}
	})
}

func TestADocumentIsFoundInsideAsItWas(t *testing.T) {
	each(t, func(t *testing.T, d document.Document, lang string) {
		want, err := d.JSON()
		if err != nil {
			t.Fatal(err)
		}
		for _, format := range []string{"html", "xlsx"} {
			file := drawn(t, format, d, lang)
			if got := document.FormatOf(file); got != format {
				t.Errorf("a file of %s looks like %s", format, got)
			}
			got, err := document.Extract(format, file)
			if err != nil || !bytes.Equal(got, want) {
				t.Errorf("%s gives something else: %v", format, err)
			}
			if err := document.Shows(format, file, d); err != nil {
				t.Errorf("%s: %v", format, err)
			}
		}
	})
}

// Whatever somebody says, the document comes out of the page as it went in.
func TestAnyWordsComeOutOfThePage(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := summaryOf(rapid.SliceOfN(rapid.String(), 1, 3).Draw(r, "words")...)
		want, err := d.JSON()
		if err != nil {
			r.Skip("no event can say this")
		}
		got, err := fromHTML(drawn(t, "html", d, "en"))
		if err != nil || !bytes.Equal(got, want) {
			r.Fatalf("%v: %q", err, d.Lists.Silent.Rows[0].Text)
		}
	})
}

// What people read of a file cannot be changed without notice.
func TestAChangedFileIsNoticed(t *testing.T) {
	d := summaryOf("One")
	changed := bytes.Replace(drawn(t, "html", d, "ur"), []byte("39.29%"), []byte("93.29%"), 1)
	if got, err := document.Extract("html", changed); err != nil || len(got) == 0 {
		t.Fatal(err)
	}
	if err := document.Shows("html", changed, d); !errors.Is(err, document.ErrDiffers) {
		t.Errorf("%v", err)
	}
	for _, file := range []string{"", "<html>", "<!doctype html>" + begins + "{}", "PK\x03\x04", string(drawn(t, "xlsx", d, "en")[:4000])} {
		for _, format := range []string{"html", "xlsx"} {
			if got, err := document.Extract(format, []byte(file)); !errors.Is(err, document.ErrNoSummary) {
				t.Errorf("%s of %.20q: %q, %v", format, file, got, err)
			}
		}
	}
}

var (
	runs    = regexp.MustCompile(`(?i)<(script|iframe|object|embed|img|link|base|form|input)\b|\s(on[a-z]+|src|srcset|style)\s*=|url\((?:"|')?(?:https?:|//|data:)|@import|javascript:`)
	inside  = regexp.MustCompile(`(?s)<pre id="ahd-summary" hidden>.*</pre>`)
	tags    = regexp.MustCompile(`<[^>]*>`)
	anchors = regexp.MustCompile(`href=['"]#([^'"]*)['"]`)
	ids     = regexp.MustCompile(` id="([^"]*)"`)
)

func TestAPageRunsAndFetchesNothing(t *testing.T) {
	each(t, func(t *testing.T, d document.Document, lang string) {
		page := string(drawn(t, "html", d, lang))
		for _, tag := range tags.FindAllString(page, -1) {
			if runs.MatchString(tag) || strings.Contains(tag, "http:") || strings.Contains(tag, "https:") {
				t.Errorf("the page holds %s", tag)
			}
		}
		if !strings.Contains(page, `default-src 'none'`) || strings.Count(page, "ahd-summary\"") != 1 && !strings.Contains(page, "&lt;/pre") {
			t.Error("the policy, or two documents")
		}
		wellFormed(t, page)
		known := map[string]bool{}
		for _, id := range ids.FindAllStringSubmatch(page, -1) {
			if known[id[1]] {
				t.Errorf("the id %s stands twice", id[1])
			}
			known[id[1]] = true
		}
		for _, anchor := range anchors.FindAllStringSubmatch(page, -1) {
			if !known[anchor[1]] {
				t.Errorf("a number leads to #%s, which is not there", anchor[1])
			}
		}
		for _, want := range []string{"18,432", "ahd-1", d.At.Root, "thead", "ahd list commitments --at 18432 --on 2026-11-22", "ahd report summary --at 18432"} {
			if !strings.Contains(page, want) {
				t.Errorf("the page does not say %s", want)
			}
		}
	})
}

// wellFormed checks that every tag ends where it should.
func wellFormed(t *testing.T, page string) {
	t.Helper()
	page = regexp.MustCompile(`(?s)<style>.*?</style>`).ReplaceAllString(page, "")
	page = regexp.MustCompile(`<meta ([^>]*)>`).ReplaceAllString(page, "<meta $1/>")
	decoder := xml.NewDecoder(strings.NewReader(strings.NewReplacer("<!DOCTYPE html>", "", " hidden>", ` hidden="">`).Replace(page)))
	decoder.Entity = xml.HTMLEntity
	for {
		if _, err := decoder.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatalf("%v near byte %d: …%s…", err, decoder.InputOffset(), page[max(0, int(decoder.InputOffset())-200):min(len(page), int(decoder.InputOffset()))])
		}
	}
}

// Each line of a CSV is one number; what could be a formula is none, and can be read.
func TestLines(t *testing.T) {
	each(t, func(t *testing.T, d document.Document, lang string) {
		for _, format := range []string{"csv", "csv-excel"} {
			file := drawn(t, format, d, lang)
			bom := bytes.HasPrefix(file, []byte("\ufeff"))
			if bom != (format == "csv-excel") {
				t.Errorf("%s: byte order mark %t", format, bom)
			}
			if bytes.Count(file, []byte("\n")) != bytes.Count(file, []byte("\r\n")) {
				t.Error("lines that do not end in CRLF")
			}
			records, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file, []byte("\ufeff")))).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			if format == "csv" && !slices.Equal(records[0], columnsCSV) {
				t.Errorf("the header is %q", records[0])
			}
			said := map[string]bool{}
			for _, record := range records {
				checkLine(t, record)
				said[strings.TrimPrefix(record[2], "'")] = true
			}
			for _, row := range d.Tables[0].Rows {
				if want := strings.TrimPrefix(drawing.Plain(row.Label.EN), "'"); !said[want] {
					t.Errorf("%s does not say %q", format, want)
				}
			}
		}
	})
}

// checkLine checks that no field is a formula, and that no rate stands alone.
func checkLine(t *testing.T, record []string) {
	t.Helper()
	for _, field := range record {
		if _, err := strconv.Atoi(field); err != nil && field != "" && strings.ContainsRune(formulaBegins, []rune(field)[0]) {
			t.Errorf("a program could calculate %q", field)
		}
		if strings.ContainsAny(field, "\u202e\u2066\r\n\x00") {
			t.Errorf("%q holds what nobody sees", field)
		}
	}
	if record[5] == "bp" && record[4] != "" && record[1] == "" {
		for i, name := range []string{"n", "coverage", "floor", "ceiling"} {
			if record[6+i] == "" {
				t.Errorf("a rate without %s: %q", name, record)
			}
		}
	}
}

func TestWhatCouldBeAFormulaIsText(t *testing.T) {
	for text, want := range map[string]string{"=1": "'=1", "-x": "'-x", "＝1": "'＝1", "\t=1": "' =1", "plain": "plain", "": "", "a=b": "a=b", "\x00=1": "'\ufffd=1"} {
		if got := Harmless(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// The first sentences never give a score without what must stand beside it, nor silence
// without those who were not asked.
func TestTheHeadline(t *testing.T) {
	words := wording.English.Summary()
	want := "Of 16 commitments that can be checked, 14 have been assessed; 9 have no report: 5 were not yet asked, and 4 of all open ones were asked and have not answered since. Nobody answers for 7."
	list := Headline(summaryOf(), words)
	if list[0] != want || list[1] != "Score 39.29% (lowest possible 34.38%, highest possible 46.88%), with 87.50% of n\u00a0=\u00a016 assessed." {
		t.Errorf("%q", list)
	}
	unscored := summaryOf()
	unscored.Headline.ScoreBP = nil
	if got := Headline(unscored, words)[1]; !strings.Contains(got, "No score can be given yet") || !strings.Contains(got, "34.38%") {
		t.Error(got)
	}
	if got := Headline(empty(), words)[1]; !strings.Contains(got, "n\u00a0=\u00a00") {
		t.Error(got)
	}
}

// Urdu is complete: no word of a page in Urdu is English, but for what others said, ids,
// commands and signs.
func TestUrduIsComplete(t *testing.T) {
	d := summaryOf("لاہور")
	d.How.Title, d.How.Changes, d.Register.Name = "طریقہ", "پہلا", "رجسٹر"
	for i := range d.Lists.Overdue.Rows {
		d.Lists.Overdue.Rows[i].Organisation = nil
	}
	page := inside.ReplaceAllString(string(drawn(t, "html", d, "ur")), "")
	for _, part := range []string{`(?s)<style>.*?</style>`, `(?s)<code.*?</code>`, `(?s)<bdi class="id".*?</bdi>`, `<[^>]*>`, `«[^»]*»`} {
		page = regexp.MustCompile(part).ReplaceAllString(page, " ")
	}
	allowed := []string{"n", "JSON", "SHA", "ahd", "G", "a", "x", "lt"}
	for _, word := range regexp.MustCompile(`[A-Za-z]+`).FindAllString(page, -1) {
		if !slices.Contains(allowed, word) {
			t.Errorf("a page in Urdu says %q", word)
		}
	}
}

func TestCommandsAndAddresses(t *testing.T) {
	d := summaryOf()
	filter := document.Filter{"self_reported": "no_report", "link": "tip/2023/4", "search": "it's; rm"}
	if got, want := Command(d, filter), `ahd list commitments --at 18432 --on 2026-11-22 --link tip/2023/4 --search 'it'\''s; rm' --self-reported no_report`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := Address(d, document.Filter{"parent": "null"}), "/at/18432/on/2026-11-22/?parent=null"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	d.Scope = []document.Scope{{Kind: "province", ID: "PK-PB"}}
	if got, want := Reproduce(d, "xlsx", "ur"), "ahd report summary --at 18432 --on 2026-11-22 --method ahd-1 --scope province/PK-PB --format xlsx --lang ur -o 2026-11-22_summary_ahd-1_event-18432_ur.xlsx"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
