package web_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/web/webtest"
)

// structured is the full world in which everything happened that can happen around
// commitments, also in words that would break a page.
func structured(w *webtest.World) *webtest.World {
	webtest.Full(w)
	at := func(text string) *string { return &text }
	n, secret := at(webtest.EverythingNasty), at(webtest.SecretActor)
	defer w.AtOnce()()
	const summer = "convening/summer"
	w.Say(summer, events.ConveningDateAsserted{EDTF: "2023-07-30", Basis: "letter " + webtest.EverythingNasty, Source: at("note-1"), Stated: n})
	w.Say(summer, events.ConveningDateAsserted{EDTF: "2024-07-30", Basis: "minutes"})
	w.Say(summer, events.ConflictRecorded{Conflict: "cf-1", About: "date", Alternatives: []string{"2023 " + webtest.EverythingNasty, "2024"}, Grounds: webtest.EverythingNasty})
	w.Say(summer, events.ConflictRecorded{Conflict: "cf-2", About: "place", Alternatives: []string{"a", "b"}, Grounds: "x"})
	w.Say(summer, events.ConflictResolved{Conflict: "cf-1", Resolution: "2024 " + webtest.EverythingNasty, Grounds: webtest.EverythingNasty})
	w.Say(summer, events.SessionRecorded{Session: "s-1", Title: "Session " + webtest.EverythingNasty, Date: at("2024-07-31"), Note: n, Place: n})
	w.Say(summer, events.MemberRecorded{WorkingGroup: "wg-1", Party: "gov-pb", RoleStated: n})
	w.Say(summer, events.ConveningDateCorrected{EDTF: at("2024-07-30"), Grounds: webtest.EverythingNasty})
	quote := webtest.NastyQuote()
	w.Say("convening/autumn", events.ConveningRegistered{Date: events.StatedDate{Basis: "source"}, Kind: "dialogue", Name: at("Autumn " + webtest.EverythingNasty), Organisers: []string{}, Partners: []string{}, Sources: []string{"note-1"}})
	w.Say("convening/autumn", events.ParticipationRecorded{Name: at("Other " + webtest.EverythingNasty), Participation: "p-2", Quote: quote})
	w.Say("convening/autumn", events.ParticipantsIdentified{Participation: "p-2", SameAs: "p-1", Grounds: webtest.EverythingNasty})
	w.Say("convening/autumn", events.ConveningFollowedUp{Earlier: "summer", Note: n})
	w.Say("convening/twin", events.ConveningRegistered{Date: events.StatedDate{Basis: "source"}, Kind: "conference", Organisers: []string{}, Partners: []string{}, Sources: []string{}})
	w.Say("convening/twin", events.ConveningJoined{Into: "summer", Grounds: webtest.EverythingNasty})
	w.Say("instrument/declaration", events.TextAttached{Text: events.Passage{Source: "note-1", SHA256: quote.SHA256, Bytes: [2]int64{100, 200}}, Title: n,
		Clauses: []events.WordedClause{{Address: "clause-1", Item: at("cm-2"), Quote: quote}, {Address: "clause-2", Quote: quote}}})
	w.Say("instrument/declaration", events.SignatoryRecorded{Party: "gov-pb", Effective: at("2024-07-30")})
	w.Say("party/fia", events.PartyNamed{Name: "Agency " + webtest.EverythingNasty, NameUR: at("ادارہ"), Acronym: at("FIA"), Effective: at("2020"), Grounds: webtest.EverythingNasty})
	w.Say("party/fia", events.PartyDescribed{Kind: "law-enforcement", Place: at("PK-PB/lahore"), Parent: at("gov-pb")})
	w.Say("party/fia", events.FocalPersonsNamed{Main: secret, Validator: at(webtest.SecretActor + "-b")})
	w.Say("party/moi", events.PartyRegistered{Name: "Ministry", Kind: "government", Sources: []string{}})
	w.Say("party/fia", events.PartyMerged{Into: "moi", Grounds: webtest.EverythingNasty})
	w.Say("source/note-1", events.RatingAsserted{Scheme: "tip", Year: 2023, Place: "PK", Rating: "Tier " + webtest.EverythingNasty, Bytes: [2]int64{0, 9}})
	w.Say("commitment/cm-1", events.ResponsibilityHandedOver{Party: "gov-pb", Main: secret, Alternate: at(webtest.SecretActor + "-a"), Effective: at("2026"), Reason: w.Text("handed " + webtest.EverythingNasty)})
	w.Say("commitment/cm-1", events.ResponsibilityHandedOver{Party: "fia", Reason: w.Text("back")})
	w.Say("commitment/cm-1", events.CommitmentClassified{Pillar: at("protection"), SDGTargets: []string{"8.7", "16.2"}, Geography: []string{"PK-PB", "XX"}, Groups: []string{"children"}, Reason: w.Text("filed")})
	w.Say("commitment/cm-1", events.CommitmentLinked{External: events.External{Scheme: "tip", Year: 2023, Number: "4"}, Note: n})
	w.Say("commitment/cm-1", events.CommitmentCorroborated{Quote: quote})
	w.Say("commitment/cm-3", events.CommitmentMerged{Into: "cm-1", Reason: w.Text("same " + webtest.EverythingNasty)})
	w.Say("register/register", events.QuestionRaised{About: []string{"convening/summer", "figure/fg-1", "party/fia", "instrument/declaration", "working-group/wg-1", "source/note-1"}, Question: "oq-3", Text: "found"})
	w.Say("register/register", events.QuestionAnswered{Question: "oq-3", Finding: "finding " + webtest.EverythingNasty, Source: at("note-1")})
	return w
}

var structuredPages = append(slices.Clone(everyPage), "/convenings/autumn", "/convenings/twin", "/organisations/moi", "/?agenda_of=autumn", "/?group=children", "/?link=tip/2023/4", "/?link_scheme=tip")

func TestTheStructureIsShown(t *testing.T) {
	w := structured(webtest.New(t))
	for target, wants := range map[string][]string{
		"/convenings/summer": {"30 July 2024</dd>", "30 July 2023", "learned with event", "The register goes by: <bdi>2024", "Nobody has resolved this yet.", "Session ", "31 July 2024",
			"Followed up by", `href="/convenings/autumn"`, "there spelled", `href="/working-groups/wg-1"`, `href="/instruments/declaration"`, "side by side", "Found to be one with another: Summer ", "Recorded of: "},
		"/convenings/autumn":       {"Follows up", `href="/?agenda_of=autumn"`, "3 commitments of earlier meetings still open", "not stated"},
		"/convenings/twin":         {"found to be one meeting with", `href="/convenings/summer"`},
		"/instruments/declaration": {"Clause 1", `id="clause-2"`, "Nothing was made of it.", `href="/commitments/cm-2"`, "bytes 100 to 200", `href="/organisations/gov-pb"`, "30 July 2024", "2 commitments;"},
		"/instruments/recs":        {"not known", `href="/working-groups/wg-1"`, `href="/commitments/cm-1"`},
		"/working-groups/wg-1":     {"Members", `href="/organisations/gov-pb"`, `href="/instruments/recs"`, "1 commitment;", "Answered: "},
		"/organisations/fia":       {"ادارہ", "Law enforcement", "Lahore", "It became part of", `href="/organisations/moi"`, "a person is named; who, is not shown; another looks over", "What it was called", "since 2020", "What was said of them", `href="/commitments/cm-1"`, "Focal persons named"},
		"/organisations/moi":       {"Became part of it", `href="/organisations/fia"`, `href="/commitments/cm-1"`},
		"/organisations/gov-pb":    {"To it belong", "Sits in", "Signed", "No word, and nobody asked yet"},
		"/organisations":           {"answers for 1 commitment", "answers for none yet", "became part of another"},
		"/unknown": {"oq-1", "What has been found out", "finding ", "As told in", "Meetings whose date is not settled", "No date is stated.", "Unresolved, about <bdi>place</bdi>: <bdi>a</bdi> or <bdi>b</bdi>",
			`href="/instruments/recs"`, "Figures that contradict one another", "3 commitments</a>", "nobody answers for", `href="/convenings/summer#figure-fg-1"`},
		"/commitments/cm-1": {"Whom it affects", "<dd>children</dd>", "Others ask for the same", "number 4", `href="/?link=tip%2F2023%2F4"`, "Who answered for it", "which became part of", `href="/organisations/gov-pb"`,
			"Goes on for another that was found to be the same:", `href="/commitments/cm-3"`, "handed ", "Recorded of: "},
		"/commitments/cm-3": {"Found to be the same as another commitment", `href="/commitments/cm-1"`},
	} {
		page := w.Page(target)
		for _, want := range wants {
			if !strings.Contains(page, want) {
				t.Errorf("%s: no %q", target, want)
			}
		}
	}
	if page := w.Page("/unknown"); strings.Contains(page, `href="/instruments/declaration"`) && strings.Index(page, "Documents whose") < strings.Index(page, `href="/instruments/declaration"`) && strings.Index(page, `href="/instruments/declaration"`) < strings.Index(page, "Figures that contradict") {
		t.Error("a declaration whose wording became known is listed as unknown")
	}
}

// Nothing that was typed runs, and nobody who works for an organisation is named.
func TestTheStructureIsShownSafely(t *testing.T) {
	w := structured(webtest.New(t))
	for _, target := range structuredPages {
		page := w.Page(target) // which also looks for the pseudonyms
		for _, text := range webtest.Nasty {
			if strings.ContainsAny(text, `<"'`) && strings.Contains(page, text) {
				t.Errorf("%s holds %q unescaped", target, text)
			}
		}
	}
}

var linkPattern = regexp.MustCompile(`<a [^>]*href="(/[^"]*)"`)

// Whatever a page of this register leads to is there, and so is what it points at.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	w := structured(webtest.New(t))
	seen := map[string]bool{}
	queue := []string{"/"}
	for len(queue) > 0 {
		target := queue[0]
		queue = queue[1:]
		address, anchor, _ := strings.Cut(target, "#")
		response := w.Get(strings.ReplaceAll(address, "&amp;", "&"))
		if response.Code != http.StatusOK {
			t.Errorf("%s: %d", target, response.Code)
			continue
		}
		page := response.Body.String()
		if anchor != "" && !strings.Contains(page, `id="`+anchor+`"`) {
			t.Errorf("%s: there is no such place on the page", target)
		}
		for _, found := range linkPattern.FindAllStringSubmatch(page, -1) {
			if !seen[found[1]] {
				seen[found[1]] = true
				queue = append(queue, found[1])
			}
		}
	}
	for _, target := range []string{"/organisations/fia", "/organisations/moi", "/unknown", "/instruments/declaration", "/working-groups/wg-1", "/convenings/autumn"} {
		if !seen[target] {
			t.Errorf("nothing leads to %s", target)
		}
	}
	if len(seen) < 30 {
		t.Errorf("only %d links were followed", len(seen))
	}
}
