package reporting_test

import (
	"context"
	"fmt"
	"html"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/services/web"
	"ahd.example/ahd/services/web/webtest"
	"ahd.example/ahd/services/wording"
)

// register is what the pages of random histories stand on: one site for all of them,
// because reading its templates takes longer than showing a page.
type register struct {
	*history
	book  *projections.Book
	pages http.Handler
}

func newPages() *register {
	one := &register{}
	one.pages = web.New(web.Config{Book: one, Past: one, Record: one, Words: noTexts{}, Name: "test", Ready: func() error { return nil },
		Now: func() time.Time { return one.at }, Messages: slog.New(slog.DiscardHandler)}, webtest.All()...)
	return one
}

func (g *register) Read(ctx context.Context, read func(*book.View) error) error {
	return g.book.Read(ctx, read)
}

func (g *register) ReadOn(ctx context.Context, sequence uint64, on edtf.Day, read func(*book.View) error) error {
	return g.book.ReadOn(ctx, sequence, on, read)
}

func (g *register) ReadAt(ctx context.Context, sequence uint64, read func(*book.View) error) error {
	return g.book.ReadAt(ctx, sequence, read)
}

func (g *register) Moment(ctx context.Context, text string, now time.Time) (projections.Moment, error) {
	return g.book.Moment(ctx, text, now)
}

// page gets a page as somebody reads it: without its markup's escapes.
func (g *register) page(r *rapid.T, address string, status int) string {
	response := httptest.NewRecorder()
	g.pages.ServeHTTP(response, httptest.NewRequest(http.MethodGet, "http://127.0.0.1:8080"+address, nil))
	if response.Code != status {
		r.Fatalf("%s: %d, want %d\n%s", address, response.Code, status, response.Body)
	}
	return html.UnescapeString(response.Body.String())
}

// seenOn is a world as it stood on a day, and the events that counted then.
type seenOn struct {
	*world
	told, counted []events.Event
	day           edtf.Day
	prefix        string // of the addresses of its pages
}

// shows compares the list, a narrowed list and two commitments of a day with what the
// events tell.
func (g *register) shows(r *rapid.T, s seenOn) {
	g.lists(r, s, "", func(standing) bool { return true })
	narrow := of(r, narrowed)
	g.lists(r, s, narrow.query, narrow.holds)
	g.tells(r, s, of(r, commitmentIDs))
	if late := s.enteredLater(); len(late) > 0 {
		g.tells(r, s, of(r, late))
	}
}

// enteredLater are the commitments of which something counts that was recorded after the
// day: there it is easiest to be wrong.
func (s seenOn) enteredLater() (ids []string) {
	for _, e := range s.counted {
		if id, ok := strings.CutPrefix(e.Subject, "commitment/"); ok && dayIn(e.Time) > s.day.String() && whenOf(e) != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// narrowed are some of the filters of the list, and what they find.
var narrowed = []struct {
	query string
	holds func(standing) bool
}{
	{"?has_assessment=true", func(s standing) bool { return s.level != "not_assessed" }},
	{"?assessed=complete", func(s standing) bool { return s.level == "complete" }},
	{"?self_reported=no_report", func(s standing) bool { return s.says == "no_report" }},
	{"?stale=true", func(s standing) bool { return s.stale }},
	{"?timeliness=overdue", func(s standing) bool { return s.late == "overdue" }},
	{"?contested=true", func(s standing) bool { return s.contested }},
	{"?asked=no_answer", func(s standing) bool { return s.unanswered }},
	{"?open=true", func(s standing) bool { return s.closed == "" }},
	{"?verifiable=false", func(s standing) bool { return !s.verifiable }},
	{"?record=merged", func(s standing) bool { return s.record == "merged" }},
}

var (
	headlinePattern = regexp.MustCompile(`<p class="headline">([^<]*)</p>`)
	rowPattern      = regexp.MustCompile(`(?s)<tr role="row">\s*<th scope="row" role="rowheader"><a href="([^"]*)/commitments/([^"]*)"[^>]*>[^<]*</a>.*?</tr>`)
	cellPattern     = regexp.MustCompile(`(?s)<td role="cell" data-label="([^"]*)">(.*?)</td>`)
	axisPattern     = regexp.MustCompile(`(?s)<div><dt>([^<]*)</dt><dd>(.*?)</dd></div>`)
	entryPattern    = regexp.MustCompile(`<li id="e-(\d+)">`)
	tagPattern      = regexp.MustCompile(`<i aria-hidden="true">[^<]*</i>|<[^>]*>`)
)

// words are what stands between tags; signs stand for what is said beside them.
func words(markup string) string {
	return strings.Join(strings.Fields(tagPattern.ReplaceAllString(markup, " ")), " ")
}

func (g *register) lists(r *rapid.T, s seenOn, query string, holds func(standing) bool) {
	address := s.prefix + "/" + query
	page := g.page(r, address, http.StatusOK)
	var want, got []string
	silent, nobody := 0, 0
	for _, p := range s.promises {
		stands := s.stand(p, s.day, shipped.staleDays)
		if !holds(stands) {
			continue
		}
		if want = append(want, s.row(stands)); stands.says == "no_report" {
			silent++
		}
		if p.lead == "" {
			nobody++
		}
	}
	for _, row := range rowPattern.FindAllStringSubmatch(page, -1) {
		if row[1] != s.prefix {
			r.Fatalf("%s leads to another day: %s", address, row[1])
		}
		cells := []string{row[2]}
		for _, cell := range cellPattern.FindAllStringSubmatch(row[0], -1) {
			cells = append(cells, words(cell[2]))
		}
		got = append(got, strings.Join(cells, " | "))
	}
	if !slices.Equal(got, want) {
		r.Fatalf("%s has\n%s\nwant\n%s", address, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if said := headlinePattern.FindStringSubmatch(page); said == nil || said[1] != counts(len(want), silent, nobody, query != "") {
		r.Fatalf("%s says %q of %d, %d silent, %d for whom nobody answers", address, said, len(want), silent, nobody)
	}
	s.says(r, address, page, holds)
}

// row is a row of the list in words.
func (s seenOn) row(p standing) string {
	lead, due, marks := "nobody yet", "", ""
	if p.lead != "" {
		lead = p.lead
	}
	if isDay(p.due) {
		due = " due " + wording.English.Date(&p.due)
	}
	if p.stale {
		marks = " no news for too long"
		if since, err := edtf.ParseDay(p.heardOn); err == nil && len(p.children) == 0 {
			marks = " " + wording.English.NoNews(s.day.DaysSince(since))
		}
	}
	if p.contested {
		marks += " people disagree"
	}
	value := wording.English.Value
	return strings.Join([]string{p.id, lead, value(commitment.AxisSelfReported, p.says), value(commitment.AxisAssessed, p.level),
		value(commitment.AxisTimeliness, p.late) + due + marks}, " | ")
}

// counts is the first sentence of a list.
func counts(total, silent, nobody int, narrowed bool) string {
	match := map[bool]string{true: " match"}[narrowed]
	if total == 0 {
		return map[bool]string{true: "No commitment matches.", false: "On that day there was no commitment yet."}[narrowed]
	}
	one, reports, answers := total == 1, fmt.Sprint(silent, " have no report"), fmt.Sprint("nobody answers for ", nobody)
	many := fmt.Sprint(total, " commitments", match)
	if one {
		many, reports, answers = "1 commitment"+map[bool]string{true: " matches"}[narrowed], "it has no report", "nobody answers for it"
	} else if silent == 1 {
		reports = "1 has no report"
	}
	if silent == 0 {
		reports = "none is without a report"
	}
	if nobody == 0 {
		answers = "somebody answers for each"
	}
	return many + "; " + reports + "; " + answers + "."
}

// says checks that a page says of which event and day it is, and how many of its facts
// nothing but their recording dates.
func (s seenOn) says(r *rapid.T, address, page string, holds func(standing) bool) {
	n := 0
	for _, e := range s.counted {
		if id, ok := strings.CutPrefix(e.Subject, "commitment/"); ok && whenOf(e) != "" && !stated(e) && holds(s.stand(s.find(id), s.day, shipped.staleDays)) {
			n++
		}
	}
	day := s.day.String()
	for _, want := range []string{
		"how things stood on " + wording.English.Date(&day), fmt.Sprintf("· event %d", len(s.told)), wording.English.Summary().Say("undated", fmt.Sprint(n)),
	} {
		if !strings.Contains(page, want) {
			r.Fatalf("%s does not say %q", address, want)
		}
	}
}
