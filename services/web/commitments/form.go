package commitments

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/commitment"
	commitmentcmd "ahd.example/ahd/services/commands/commitment"
	rules "ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
	"ahd.example/ahd/services/web"
)

// maxForm is the largest form that is read, in bytes. The longest text fits in
// it several times, in any script.
const maxForm = 64 << 10

// form is the form for a progress report, blank or as somebody left it.
type form struct {
	Gone    bool   // nothing can be recorded of a past moment
	Open    bool   // whether it is shown
	Closed  string // why it is not
	Command string // id of the command: sent twice, it is recorded once
	States  []web.Choice
	Parties []web.Choice
	Typed   typedReport
	Longest int // characters of the narrative

	Doubt      bool   // whether it is asked if the text is harmless
	Fault      string // why it was not recorded
	FaultField string // the field that is at fault; "" if none is
}

// typedReport is what somebody typed, as they typed it.
type typedReport struct {
	State, Narrative, Effective, OnBehalfOf string
	Confirmed                               bool // what the text was doubted for is harmless
}

// blankForm is a form that nobody has filled in, with a fresh command id.
func (s pages) blankForm(r *http.Request) form {
	f := form{Gone: s.IsPast(), Open: !s.IsPast() && web.FromHere(r), Command: uuid.NewString(), Longest: recording.MaxTyped}
	if !f.Open {
		f.Closed = web.OnlyHere
	}
	return f
}

// addForm completes the form of a page, or takes it away where nothing can be
// reported on: a commitment that is kept in several places is reported on there.
func (s pages) addForm(n *web.Names, page *commitmentPage) error {
	f := &page.Form
	if f.Gone {
		return nil
	}
	if len(page.Children) > 0 {
		f.Open, f.Closed = false, ""
		return nil
	}
	if why := ended(page); why != "" && f.Fault == "" {
		f.Open, f.Closed = false, why
		return nil
	}
	f.States = web.Tick(web.Worded(commitment.ReportStates, s.Wording.State), f.Typed.State)
	organisations, err := web.Organisations(n.View)
	f.Parties = web.Choose(organisations, f.Typed.OnBehalfOf)
	return err
}

// ended says why nothing can be reported on a commitment any more; "" where it can.
func ended(page *commitmentPage) string {
	switch {
	case !commitment.Stands(page.Record):
		return "This is no longer a commitment of its own, so nothing is reported on it."
	case commitment.IsClosed(page.Closure):
		return "The matter is closed. To report on it, it has to be opened again."
	}
	return ""
}

// readForm reads a form of at most maxForm bytes of UTF-8 with these fields and
// no others, each at most once.
func readForm(r *http.Request, fields ...string) (url.Values, error) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/x-www-form-urlencoded" {
		return nil, cause.Of(&web.Problem{Status: http.StatusUnsupportedMediaType, Title: "Not readable", Sentence: "This is not a form. Nothing was recorded."}, err)
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxForm+1))
	switch {
	case len(body) > maxForm:
		return nil, web.TooLarge("This is more than a form can hold. Nothing was recorded. Go back, shorten the text, and send it again.")
	case err != nil:
		return nil, cause.Of(web.Malformed("The form did not arrive whole. Nothing was recorded. Go back and send it again."), err)
	}
	values, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, cause.Of(web.Malformed("The form cannot be read. Nothing was recorded."), err)
	}
	for name, given := range values {
		switch {
		case !utf8.ValidString(name + given[0]):
			return nil, web.Malformed("The text is not valid UTF-8. Nothing was recorded.")
		case !slices.Contains(fields, name) || len(given) > 1:
			return nil, web.Malformed("The form has a field that it should not have. Nothing was recorded. Load the page again.")
		}
	}
	return values, nil
}

// readReport reads the form of a progress report, and the command's id.
func readReport(r *http.Request) (typedReport, string, error) {
	values, err := readForm(r, "command", "state", "narrative", "effective", "on_behalf_of", "confirmed")
	typed := typedReport{
		State: values.Get("state"), Narrative: values.Get("narrative"),
		Effective: values.Get("effective"), OnBehalfOf: values.Get("on_behalf_of"),
		Confirmed: values.Get("confirmed") == "yes",
	}
	return typed, values.Get("command"), err
}

// request is the command that the form asks for.
func (t typedReport) request(commitment, command string) recording.Request {
	return recording.Request{
		ID: command, OnBehalfOf: strings.TrimSpace(t.OnBehalfOf), Confirmed: t.Confirmed,
		Who: rules.ByLocal("coordinator"),
		Command: commitmentcmd.ReportProgress{
			ID: commitment, State: t.State, Narrative: said(t.Narrative), Effective: said(t.Effective),
		},
	}
}

// said is a text as it is kept; nil where nothing was typed.
func said(text string) *string {
	if text = rules.Clean(text); text == "" {
		return nil
	}
	return &text
}

// refused is the form as it was sent, with the reason why nothing was recorded.
func (s pages) refused(r *http.Request, typed typedReport, command string, refusal *rules.Refusal) form {
	f := s.blankForm(r)
	f.Typed, f.Fault, f.FaultField = typed, refusal.Sentence, faultField(refusal.Code)
	f.Doubt = refusal.Code == "text.sensitive"
	// The same id again, so that a second attempt is no second report; unless
	// with this id it can never be recorded.
	if events.ValidUUID(command) && !errors.Is(refusal, rules.ErrIDReused) {
		f.Command = command
	}
	return f
}

// faultField is the field that a refusal is about.
func faultField(code string) string {
	if code == "progress.not-yours" {
		return "on_behalf_of"
	}
	rule, _, _ := strings.Cut(code, ".")
	switch rule {
	case "state", "effective":
		return rule
	case "text":
		return "narrative"
	case "party":
		return "on_behalf_of"
	}
	return ""
}
