package summaries

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/services/reporting/document"
	"ahd.example/ahd/services/reporting/forms"
	"ahd.example/ahd/services/web"
	"ahd.example/ahd/services/wording"
)

// request is the summary that an address asks for.
type request struct {
	Scope  []string // "province/PK-PB"
	At, On string   // "" for now, and for the day of At
	Method string   // "" for the shipped one
	Lang   string   // "en" or "ur"
	Format string   // of a file
	Step   string   // of the form
	Shape  string   // of the document, one of document.Formats; "" for the last
}

// Limits of what an address asks for.
const (
	maxScopes     = 20
	longestAsking = 2_000 // bytes
)

// readAsked reads an address. Several scopes can stand in it, everything else once.
func readAsked(r *http.Request) (request, error) {
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil || len(r.URL.RawQuery) > longestAsking {
		return request{}, cause.Of(web.Malformed("This address cannot be read. Start again from the form."), err)
	}
	a := request{Lang: "en"}
	for name, given := range values {
		field := map[string]*string{"at": &a.At, "on": &a.On, "method": &a.Method, "lang": &a.Lang, "format": &a.Format, "step": &a.Step, "shape": &a.Shape}[name]
		switch {
		case !utf8.ValidString(strings.Join(given, "")):
			return a, web.Malformed("This address is not UTF-8. Start again from the form.")
		case name == "scope" || name == "more":
		case field == nil || len(given) > 1:
			return a, web.Malformed("This address asks for what there is not, or for the same twice. Start again from the form.")
		case given[0] != "":
			*field = strings.TrimSpace(given[0])
		}
	}
	for _, text := range slices.Concat(values["scope"], strings.Fields(strings.Join(values["more"], " "))) {
		if text = strings.TrimSpace(text); text != "" && !slices.Contains(a.Scope, text) {
			a.Scope = append(a.Scope, text)
		}
	}
	if len(a.Scope) > maxScopes {
		return a, web.Malformed("A summary is about 20 things at most. Start again with fewer, or with everything.")
	}
	if !slices.Contains(wording.Languages, a.language()) {
		return a, web.Malformed("A summary can be read in English (en) or Urdu (ur).")
	}
	return a, nil
}

func (a request) language() wording.Language { return wording.Language(a.Lang) }

// query is the address that asks the same, without what belongs to one page.
func (a request) query() url.Values {
	values := url.Values{"scope": a.Scope, "lang": {a.Lang}}
	for name, value := range map[string]string{"at": a.At, "on": a.On, "method": a.Method, "shape": a.Shape} {
		if value != "" {
			values.Set(name, value)
		}
	}
	return values
}

func (a request) with(name, value string) string {
	values := a.query()
	values.Set(name, value)
	return values.Encode()
}

// exactly asks for the very same document again, whatever is recorded later.
func (a request) exactly(d document.Document) request {
	a.At, a.On, a.Method = web.Digits(d.At.Sequence), d.On, forms.MethodName(d)
	if a.Shape = d.Format; d.Format == document.Format {
		a.Shape = ""
	}
	return a
}
