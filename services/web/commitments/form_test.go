package commitments_test

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/services/web/commitments"
	"ahd.example/ahd/services/web/webtest"
)

func TestAReportIsOneEventHoweverOftenItIsSent(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	form := webtest.Report(webtest.Command(t, w.Page("/commitments/cm-1")))
	before := w.Log.Size()
	first := webtest.Send(w, "cm-1", form)
	place := fmt.Sprint(before + 1)
	if got, want := first.Header().Get("Location"), "/commitments/cm-1?after="+place+"#e-"+place; first.Code != http.StatusSeeOther || got != want {
		t.Fatalf("%d %q, want %q\n%s", first.Code, got, want, first.Body)
	}
	again := webtest.Send(w, "cm-1", form)
	if got, want := again.Header().Get("Location"), "/commitments/cm-1?after="+place+"&already=1#e-"+place; again.Code != http.StatusSeeOther || got != want {
		t.Errorf("%d %q, want %q", again.Code, got, want)
	}
	if w.Log.Size() != before+1 {
		t.Errorf("%d events", w.Log.Size()-before)
	}
	page := w.Page("/commitments/cm-1?after=" + place)
	for _, want := range []string{
		"This is recorded as event " + place, `id="e-` + place + `"`, "Six of nine\nchapters. " + webtest.Urdu, "Progress reported: in progress",
		"Happened: November 2026", "by coordinator", "Self-reported: in progress",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q", want)
		}
	}
	if strings.Contains(page, `<bdi class="id">local`) || strings.Contains(page, "by local") {
		t.Error("the actor is shown")
	}
	if page := w.Page("/commitments/cm-1?after=" + place + "&already=1"); !strings.Contains(page, "This was recorded already, as event "+place) {
		t.Error("nobody is told that it was recorded already")
	}
	if page := w.Page("/commitments/cm-3?after=" + place); strings.Contains(page, "recorded as event") {
		t.Error("another commitment claims the event")
	}
	if fresh := webtest.Command(t, page); fresh == form.Get("command") {
		t.Error("the next form has the same command id")
	}
}

func TestTwoClicksAtOnceAreOneEvent(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	before := w.Log.Size()
	form := webtest.Report(uuid.NewString())
	var clicks sync.WaitGroup
	for range 8 {
		clicks.Go(func() {
			if response := webtest.Send(w, "cm-1", form); response.Code != http.StatusSeeOther {
				t.Errorf("%d", response.Code)
			}
		})
	}
	clicks.Wait()
	if w.Log.Size() != before+1 {
		t.Errorf("%d events", w.Log.Size()-before)
	}
}

func TestAnEmptyFormFieldIsNotStated(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	response := webtest.Send(w, "cm-3", url.Values{"command": {uuid.NewString()}, "state": {"planning"}, "narrative": {" \r\n"}, "effective": {""}, "on_behalf_of": {""}})
	if response.Code != http.StatusSeeOther {
		t.Fatal(response.Code, response.Body)
	}
	body, _ := w.Log.Entry(w.Log.Size())
	event, err := events.Decode(body)
	if d, ok := event.Data.(events.ProgressReported); err != nil || !ok || d.Narrative != nil || d.Effective != nil || event.OnBehalfOf != "" {
		t.Errorf("%s", body)
	}
	if event.Actor != "local" || event.ActorRole != "coordinator" || event.Auth != "local" {
		t.Errorf("%s", body)
	}
}

func TestAnOrganisationThatIsNotThere(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	form := webtest.Report(uuid.NewString())
	form.Set("on_behalf_of", "no-such")
	response := webtest.Send(w, "cm-3", form)
	page := response.Body.String()
	webtest.CheckPage(t, page)
	if response.Code != http.StatusNotFound || !strings.Contains(page, "no organisation no-such") {
		t.Error(response.Code, page)
	}
	stillThere(t, page, form, "on_behalf_of")
}

// Whatever is refused, the page shows why, with everything still in the form.
func TestARefusalKeepsWhatWasTyped(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	for name, check := range map[string]struct {
		change       func(w *webtest.World, form url.Values)
		status       int
		want, field  string
		sameID, redo bool
	}{
		"a date that is none":     {func(_ *webtest.World, f url.Values) { f.Set("effective", `2026-13"><script>`) }, 400, "not a date", "effective", true, false},
		"a date in the future":    {func(_ *webtest.World, f url.Values) { f.Set("effective", "2027") }, 400, "lies in the future", "effective", true, false},
		"a state out of the list": {func(_ *webtest.World, f url.Values) { f.Set("state", "splendid") }, 400, "must be one of", "", true, false},
		"no state":                {func(_ *webtest.World, f url.Values) { f.Del("state") }, 400, "must be one of", "", true, false},
		"a text that is too long": {func(_ *webtest.World, f url.Values) { f.Set("narrative", strings.Repeat("ی", 2001)) }, 413, "more than 2000 characters", "narrative", true, false},
		"a control character":     {func(_ *webtest.World, f url.Values) { f.Set("narrative", "a\x00b") }, 400, "control characters", "narrative", true, false},
		"another organisation":    {func(_ *webtest.World, f url.Values) { f.Set("on_behalf_of", "gov-pb") }, 403, "Another organisation answers", "on_behalf_of", true, false},
		"no command id":           {func(_ *webtest.World, f url.Values) { f.Set("command", "7") }, 400, "must be a UUID", "", false, false},
		"an id of another command": {func(w *webtest.World, f url.Values) {
			webtest.Send(w, "cm-1", webtest.Report(f.Get("command")))
			f.Set("state", "stalled")
		}, 409, "used before", "", false, false},
		"not ready":       {func(w *webtest.World, _ url.Values) { w.NotReady = http.ErrServerClosed }, 503, "Not recorded: http: Server closed", "", true, true},
		"nobody knows":    {func(w *webtest.World, _ url.Values) { w.Log.Fail = eventlog.ErrOutcomeUnknown }, 503, "not known whether", "", true, true},
		"the log is away": {func(w *webtest.World, _ url.Values) { w.Log.Fail = eventlog.ErrNotRecorded }, 503, "Not recorded", "", true, true},
	} {
		t.Run(name, func(t *testing.T) {
			w.NotReady, w.Log.Fail = nil, nil
			form := webtest.Report(uuid.NewString())
			check.change(w, form)
			before := w.Log.Size()
			response := webtest.Send(w, "cm-1", form)
			page := response.Body.String()
			webtest.CheckPage(t, page)
			if response.Code != check.status || !strings.Contains(page, html.EscapeString(check.want)) {
				t.Fatalf("%d, want %d and %q in\n%s", response.Code, check.status, check.want, page)
			}
			if w.Log.Size() != before {
				t.Error("something was recorded")
			}
			if same := webtest.Command(t, page) == form.Get("command"); same != check.sameID {
				t.Errorf("the same command id: %v", same)
			}
			if check.redo != (response.Header().Get("Retry-After") != "") {
				t.Error("Retry-After is for what may go well later")
			}
			stillThere(t, page, form, check.field)
		})
	}
}

// stillThere checks that the form holds what was typed and points at the fault.
func stillThere(t *testing.T, page string, form url.Values, field string) {
	t.Helper()
	typed := strings.ReplaceAll(html.UnescapeString(page), "\r\n", "\n")
	for _, want := range []string{
		">\n" + strings.ReplaceAll(form.Get("narrative"), "\r\n", "\n") + "</textarea>", `name="effective" value="` + form.Get("effective") + `"`,
		`<option value="` + form.Get("on_behalf_of") + `" selected`,
	} {
		if !strings.Contains(typed, strings.ReplaceAll(want, "\x00", "\uFFFD")) {
			t.Errorf("the form lost %q", want)
		}
	}
	if state := form.Get("state"); state == "in_progress" && !strings.Contains(page, `value="in_progress" required checked`) {
		t.Error("the form lost the state")
	}
	for _, name := range []string{"narrative", "effective", "on_behalf_of"} {
		at := `aria-describedby="` + name + `-hint fault" aria-invalid="true"`
		if strings.Contains(page, at) != (field == name) {
			t.Errorf("%s is at fault: %v", name, field != name)
		}
	}
}

func TestACommandThatWasNotUnderstoodIsNotRecorded(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	id := uuid.NewString()
	for name, check := range map[string]struct {
		body, kind string
		status     int
		want       string
	}{
		"too large":        {webtest.Report(id).Encode() + "&x=" + strings.Repeat("a", commitments.MaxForm), "", 413, "more than a form can hold"},
		"not UTF-8":        {"command=" + id + "&state=planning&narrative=%ff%fe", "", 400, "not valid UTF-8"},
		"not UTF-8, raw":   {"command=" + id + "&state=planning&narrative=\xff", "", 400, "not valid UTF-8"},
		"not a form":       {"command=%zz", "", 400, "cannot be read"},
		"an unknown field": {webtest.Report(id).Encode() + "&actor=p-1", "", 400, "should not have"},
		"a field twice":    {webtest.Report(id).Encode() + "&state=stalled", "", 400, "should not have"},
		"JSON":             {`{"state":"planning"}`, "application/json", 415, "not a form"},
		"a file":           {webtest.Report(id).Encode(), "multipart/form-data; boundary=x", 415, "not a form"},
	} {
		before := w.Log.Size()
		r := w.Request(http.MethodPost, "/commitments/cm-1/progress", check.body)
		if check.kind != "" {
			r.Header.Set("Content-Type", check.kind)
		}
		response := w.Do(r)
		webtest.CheckPage(t, response.Body.String())
		if response.Code != check.status || !strings.Contains(response.Body.String(), check.want) || w.Log.Size() != before {
			t.Errorf("%s: %d, want %d and %q in\n%s", name, response.Code, check.status, check.want, response.Body)
		}
	}
}

func TestReportsOnWhatIsNotThere(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	before := w.Log.Size()
	for id, status := range map[string]int{"cm-99": 404, "UPPER": 404, "cm-2": 422} {
		response := webtest.Send(w, id, webtest.Report(uuid.NewString()))
		webtest.CheckPage(t, response.Body.String())
		if response.Code != status || w.Log.Size() != before {
			t.Errorf("%s: %d, want %d", id, response.Code, status)
		}
	}
	if page := webtest.Send(w, "cm-2", webtest.Report(uuid.NewString())).Body.String(); !strings.Contains(page, "Name one of them instead: cm-2-pk-pb, cm-2-pk-sd") {
		t.Error("the refusal names the parts")
	}
}
