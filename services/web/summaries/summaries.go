package summaries

import (
	"net/http"
	"slices"

	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/summaries"
	"ahd.example/ahd/services/reporting/document"
	"ahd.example/ahd/services/reporting/forms"
	"ahd.example/ahd/services/web"
	"ahd.example/ahd/services/wording"
)

// summariesPage lists what was published.
type summariesPage struct {
	Rows []summaries.Row // the latest first
	Part web.Part
}

func (s pages) summaries(r *http.Request) (web.Answer, error) {
	page := summariesPage{}
	sequence, err := s.Read(r, func(v *book.View) error {
		rows, err := summaries.List(v, book.Query{})
		if err != nil {
			return err
		}
		slices.Reverse(rows)
		page.Rows, page.Part, err = web.PartOf(r, "page", "/summaries", rows)
		return err
	})
	return web.Answer{View: "summaries", Title: "Summaries", Sequence: sequence, Page: page}, err
}

// summaryPage shows one summary.
type summaryPage struct {
	Title     string
	View      any // what "summary body" shows
	D         document.Document
	Published *summaries.Row // nil for one that nobody published
	Differs   bool           // the record gives something else than what was published
	Digest    string
	Language  wording.Language
	Direction string
	Asked     request
	Files     []fileOf
	Reproduce string
	Publish   string
	AsOf      string
}

// fileOf is one form in which a summary can be taken along.
type fileOf struct{ Words, Href string }

// preview shows the summary that an address asks for.
func (s pages) preview(r *http.Request) (web.Answer, error) {
	a, err := readAsked(r)
	if err != nil {
		return web.Answer{}, err
	}
	s.Frame = s.AskedBy(r)
	d, err := s.summarise(r.Context(), a)
	if err != nil {
		return web.Answer{}, err
	}
	if d, err = s.forEverybody(r.Context(), d); err != nil {
		return web.Answer{}, err
	}
	page, err := s.summaryPage(d, a.exactly(d))
	page.Title = "Preview of a summary"
	return web.Answer{View: "summary", Title: "Summary", Sequence: d.At.Sequence, Page: page}, err
}

// published shows a summary that was published, made again from the record.
func (s pages) published(r *http.Request) (web.Answer, error) {
	a, err := readAsked(r)
	if err != nil {
		return web.Answer{}, err
	}
	var row summaries.Row
	found := false
	err = s.Book.Read(r.Context(), func(v *book.View) (err error) {
		row, found, err = summaries.Find(v, r.PathValue("id"))
		return err
	})
	switch {
	case err != nil:
		return web.Answer{}, err
	case !found:
		if s.On != nil {
			return web.Answer{}, web.NotFound("On that day no summary had been published under this address.")
		}
		return web.Answer{}, web.NotFound("No summary was published under this address.")
	}
	exactly := request{At: web.Digits(uint64(row.Sequence)), On: row.On, Method: row.Method, Lang: a.Lang}
	if row.Format != document.Format {
		exactly.Shape = row.Format
	}
	for _, scope := range row.Scope {
		exactly.Scope = append(exactly.Scope, scope.Kind+"/"+scope.ID)
	}
	s.Frame = s.AskedBy(r)
	d, err := s.summarise(r.Context(), exactly)
	if err != nil {
		return web.Answer{}, err
	}
	page, err := s.summaryPage(d, exactly)
	page.Title, page.Published, page.Differs = row.Title, &row, page.Digest != row.Digest
	if page.Differs { // unless it was published as pages give it
		dated, err := d.Dated().JSON()
		if page.Differs = document.Digest(dated) != row.Digest; err != nil {
			return web.Answer{}, err
		}
	}
	return web.Answer{View: "summary", Title: row.Title, Sequence: d.At.Sequence, Page: page}, err
}

func (s pages) summaryPage(d document.Document, a request) (summaryPage, error) {
	encoded, err := d.JSON()
	words, digest := a.language().Summary(), document.Digest(encoded)
	reproduce := forms.Reproduce(d, "json", a.Lang)
	if d.Format == document.FormatOne {
		reproduce += " --shape " + d.Format
	}
	d = d.Dated() // what is shown
	page := summaryPage{
		View: forms.View(d, a.Lang), D: d, Digest: digest, Language: words.Language, Direction: words.Direction, Asked: a,
		Reproduce: reproduce, AsOf: s.Wording.RecordedOn(d.At.Time),
		Publish: "ahd report publish --title TITLE" + forms.Asking(d),
	}
	for _, one := range []struct{ format, words string }{
		{"html", "Page in one file (HTML)"}, {"xlsx", "Workbook (XLSX)"}, {"csv", "Lines (CSV)"}, {"csv-excel", "Lines for Excel (CSV)"}, {"json", "Document (JSON)"},
	} {
		page.Files = append(page.Files, fileOf{one.words, "/summaries/file?" + a.with("format", one.format)})
	}
	return page, err
}

// Languages are those in which the same summary can be read, with their addresses.
func (p summaryPage) Languages() []fileOf {
	var list []fileOf
	for _, l := range wording.Languages {
		if l == p.Language {
			continue
		}
		other := p.Asked
		other.Lang = string(l)
		href := "/summaries/preview?" + other.query().Encode()
		if p.Published != nil {
			href = "/summaries/" + p.Published.ID + "?lang=" + string(l)
		}
		list = append(list, fileOf{l.Own(), href})
	}
	return list
}

// Stood are the words for the day.
func (p summaryPage) Stood() string {
	if p.D.Format == document.FormatOne {
		return "as it stands on"
	}
	return "as it stood on"
}

// Then is the address of the same question, answered as things stood on its day.
func (p summaryPage) Then() string {
	then := p.Asked
	then.Shape = ""
	return "/summaries/preview?" + then.query().Encode()
}

// Change is the address of the form, filled in.
func (p summaryPage) Change() string { return "/summaries/new?" + p.Asked.query().Encode() }

// Now is the address of the same question, as is known now.
func (p summaryPage) Now() string {
	now := p.Asked
	now.At, now.On, now.Shape = "", "", ""
	return "/summaries/preview?" + now.query().Encode()
}
