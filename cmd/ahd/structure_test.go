package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
)

// step is one command that must be recorded, and one after it that must not.
type step struct {
	verb  string
	args  string // fields by “|”, because texts have spaces
	exit  int
	code  string
	wrong string // what is typed instead; "" for the same again
}

var structure = []step{
	{"party", "--id|moi|--called|Ministry of Interior|--kind|government|--acronym|MoI", 2, "party.registered-already", ""},
	{"convening", "--id|dialogue|--kind|dialogue|--called|Dialogue in Lahore|--place|Lahore|--date|2026-11-22|--source|source-003|--organiser|ssdo|--partner|moi", 1, "date", "--id|other|--kind|dialogue|--date|22 November"},
	{"session", "--convening|dialogue|--id|day-1|--title|Courts|--date|2026-11-22", 2, "convening.has-already", ""},
	{"working-group", "--convening|dialogue|--id|wg-courts|--called|Courts", 1, "id", "--convening|dialogue|--id|The courts|--called|Courts"},
	{"member", "--convening|dialogue|--working-group|wg-courts|--party|moi|--role-stated|chair", 2, "member.same", ""},
	{"follow-up", "--convening|dialogue|--earlier|conference-bonded-labour", 2, "follow-up.itself", "--convening|dialogue|--earlier|dialogue"},
	{"date", "--convening|conference-bonded-labour|--edtf|2024-02-27/2024-02-28|--source|source-002|--stated|ended on a Wednesday", 1, "basis.missing", "--convening|conference-bonded-labour|--edtf|2024"},
	{"correct-date", "--convening|conference-bonded-labour|--edtf|2024-02-28|--reason|The host confirms it", 2, "date.same", ""},
	{"conflict", "--convening|conference-bonded-labour|--id|cf-day|--about|date|--alternative|27 February, in the evening|--alternative|28 February|--reason|Two reports", 1, "alternatives", "--convening|conference-bonded-labour|--id|cf-2|--about|date|--alternative|27 February|--reason|Two reports"},
	{"resolve", "--convening|conference-bonded-labour|--conflict|cf-day|--resolution|28 February|--reason|The host confirms it", 2, "conflict.resolved-already", ""},
	{"participation", "--convening|dialogue|--source|source-003|--quote|so did a senior officer of FIA|--role-stated|senior officer of FIA", 2, "quote.not-found", "--convening|dialogue|--source|source-003|--quote|so did a junior officer of FIA"},
	{"figure", "--convening|dialogue|--id|fg-90|--claim|More than three million|--value|3000000|--source|source-003|--quote|more than three million people in Pakistan|--conflicts-with|fg-1", 1, "source.unknown", "--convening|dialogue|--id|fg-91|--claim|Some|--source|source-999|--quote|more"},
	{"instrument", "--id|declaration-lahore|--kind|declaration|--convening|dialogue|--working-group|wg-courts|--title|Declaration of Lahore", 1, "kind", "--id|poem|--kind|poem|--convening|dialogue"},
	{"signatory", "--instrument|declaration-lahore|--party|moi|--source|source-003", 2, "signatory.same", ""},
	{"rating", "--source|source-004|--scheme|tip-tier|--year|2021|--place|PK|--rating|Tier 2 Watch List|--quote|second-tier watch list", 2, "rating.asserted-already", ""},
	{"question", "--id|am-90|--text|Which ministry?|--rule|None is named|--about|source/source-004", 2, "question.raised-already", ""},
	{"answer", "--question|am-90|--finding|The Ministry of Law|--source|source-004", 2, "question.answered-already", ""},
	{"reopen-question", "--question|am-90|--reason|It was another one", 2, "question.open", ""},

	{"name", "--party|moi|--called|Ministry of Interior and Narcotics|--name-ur|وزارت داخلہ|--effective|2026-01|--reason|A notification", 2, "name.same", ""},
	{"describe", "--party|moi|--kind|government|--place|PK", 1, "place", "--party|moi|--kind|government|--place|Atlantis"},
	{"focal-persons", "--party|fia|--main|p-4|--alternate|p-5|--validator|p-6", 2, "persons.validator", "--party|fia|--main|p-4|--validator|p-4"},
	{"merge-party", "--party|usmission|--into|usemb|--effective|2025|--reason|The same house", 2, "merge.already", ""},
	{"unmerge-party", "--party|usmission|--reason|It is not", 2, "unmerge.not-merged", ""},

	{"classify", "--commitment|cm-b1|--pillar|prosecution|--sdg-targets|8.7,16.2|--geography|PK-PB,PK-SD|--reason|Read again", 1, "geography", "--commitment|cm-b1|--geography|Atlantis|--reason|Read again"},
	{"link", "--commitment|cm-b1|--scheme|tip|--year|2023|--number|4", 2, "link.same", ""},
	{"unlink", "--commitment|cm-b1|--scheme|tip|--year|2023|--number|4|--reason|Misread", 1, "link.unknown", ""},
	{"corroborate", "--commitment|cm-b1|--source|source-000|--quote|Nothing was adopted", 2, "corroborate.same", ""},
	{"word", "--commitment|cm-a1|--kind|recommendation|--address|item-1|--verifiable|false|--source|source-004|--quote|Their texts are not printed.", 2, "word.worded", ""},
	{"hand-over", "--commitment|cm-b1|--party|fia|--main|p-4|--validator|p-6|--reason|The ministry was dissolved", 2, "hand-over.same", ""},
	{"merge", "--commitment|cm-a5|--into|cm-b1|--reason|The same sentence", 2, "merge.itself", "--commitment|cm-b1|--into|cm-b1|--reason|The same sentence"},
	{"unmerge", "--commitment|cm-a5|--reason|It is not", 2, "unmerge.not-merged", ""},
	{"split", "--commitment|cm-a6|--into|cm-a8|--into|cm-a7|--reason|Two promises", 1, "into", "--commitment|cm-a5|--into|cm-a7|--reason|Two promises"},

	{"part", "--convening|world-day-2025|--from|world-day-2024|--source|source-001|--called|World Day 2025|--reason|Another year", 2, "part.only-source", "--convening|other|--from|conference-legal-frameworks|--source|source-004|--reason|Another year"},
	{"join", "--convening|conference-bonded-labour|--into|conference-legal-frameworks|--reason|The same hall", 2, "join.itself", "--convening|dialogue|--into|dialogue|--reason|The same hall"},
}

// Every verb records once, however often the same command is sent, and refuses what
// its rule says.
func TestWhatIsWhatIsRecordedOnce(t *testing.T) {
	dir := imported(t)
	for _, id := range []string{"p-4", "p-5", "p-6"} {
		ok(t, "record", "person", "--id", id, "--party", "fia", "--roles", "focal_point", "--data", dir)
	}
	for _, s := range structure {
		t.Run(s.verb, func(t *testing.T) {
			typed := slices.Concat([]string{"record", s.verb}, strings.Split(s.args, "|"), []string{"--data", dir})
			sent := append(slices.Clone(typed), "--command-id", uuid.NewString(), "--json")
			first, again := read[recordedAt](t, ok(t, sent...)), read[recordedAt](t, ok(t, sent...))
			if !first.Recorded || again.Recorded || again.Sequence != first.Sequence {
				t.Errorf("%+v, then %+v", first, again)
			}
			if s.wrong != "" {
				typed = slices.Concat([]string{"record", s.verb}, strings.Split(s.wrong, "|"), []string{"--data", dir})
			}
			if p := fails(t, s.exit, typed...); p.Code != s.code || p.Recorded == nil || *p.Recorded {
				t.Errorf("%+v", p)
			}
		})
	}
}

// The table above has every verb but the one that needs what others recorded.
func TestEveryVerbOfStructureIsTried(t *testing.T) {
	var verbs []string
	for _, verb := range verbsThatRecord(t) {
		if verb.Group != nil && slices.Contains([]string{"meetings", "outcomes", "organisations", "identity"}, verb.Group.Key) {
			verbs = append(verbs, verb.Name)
		}
	}
	for _, verb := range verbs {
		if verb != "same-person" && !slices.ContainsFunc(structure, func(s step) bool { return s.verb == verb }) {
			t.Errorf("%s is not tried", verb)
		}
	}
	if len(verbs) != len(structure)+1 {
		t.Errorf("%d verbs, %d tried", len(verbs), len(structure)+1)
	}
}

// participations lists the ids of those who took part in a meeting.
func participations(t *testing.T, dir, convening string) (ids []string) {
	t.Helper()
	for _, row := range read[list](t, ok(t, "timeline", "convening", convening, "--data", dir, "--json")).Rows {
		if id, ok := row["data"].(map[string]any)["participation"].(string); ok {
			ids = append(ids, id)
		}
	}
	return ids
}

func TestTwoParticipationsAreOnePerson(t *testing.T) {
	dir := imported(t)
	bonded, world := participations(t, dir, "conference-bonded-labour"), participations(t, dir, "world-day-2024")
	same := []string{"record", "same-person", "--convening", "conference-bonded-labour", "--participation", bonded[0], "--same-as", world[1],
		"--reason", "One Director General", "--data", dir}
	sent := append(slices.Clone(same), "--command-id", uuid.NewString(), "--json")
	first, again := read[recordedAt](t, ok(t, sent...)), read[recordedAt](t, ok(t, sent...))
	if !first.Recorded || again.Recorded || again.Sequence != first.Sequence {
		t.Errorf("%+v, then %+v", first, again)
	}
	if p := fails(t, 2, same...); p.Code != "identify.same" {
		t.Errorf("%+v", p)
	}
	same[5] = world[1]
	if p := fails(t, 1, same...); p.Code != "participation.unknown" {
		t.Errorf("%+v", p)
	}
	// What an import recorded is the same participation when it is typed.
	typed := []string{"record", "participation", "--convening", "world-day-2024", "--source", "source-000", "--called", " ",
		"--quote", "The Director General of FIA spoke for the Government.", "--role-stated", "Director General of FIA", "--convening-role", "speaker", "--data", dir}
	if p := fails(t, 2, typed...); p.Code != "convening.has-already" || !strings.Contains(p.Detail, world[1]) {
		t.Errorf("%+v", p)
	}
}

// Whoever joins two conferences without a reason is told how they differ.
func TestJoiningNeedsAReasonForWhatDiffers(t *testing.T) {
	dir := imported(t)
	join := []string{"record", "join", "--convening", "conference-legal-frameworks", "--into", "conference-bonded-labour", "--data", dir}
	p := fails(t, 2, join...)
	for _, says := range []string{
		"date: 27 February", "“ended on a Wednesday”", "title: not stated / Combating Human Trafficking", "sources: source-004 / source-002",
		"participants: Donald Blome, US Ambassador", "items: 8 /", "reason is missing",
	} {
		if !strings.Contains(p.Detail, says) {
			t.Errorf("%q does not say %q", p.Detail, says)
		}
	}
	if strings.Contains(p.Detail, "place:") || strings.Contains(p.Detail, "organisers:") {
		t.Errorf("both are in Islamabad and of SSDO: %s", p.Detail)
	}
	if a := ahd(t, append(join, "--json")...); !strings.Contains(a.err, `"differences":[{"field":"title","this":"not stated","other":"Combating`) {
		t.Error(a.err)
	}
	if a := ahd(t, append(join, "--reason", " ")...); a.code != 2 || !strings.Contains(a.err, "The flag for it is --reason.") {
		t.Error(a.err)
	}
	join[5] = "nothing-of-the-kind"
	if p := fails(t, 1, join...); p.Code != "convening.unknown" {
		t.Errorf("%+v", p)
	}
	if a := ahd(t, "record", "part", "--convening", "new", "--from", "world-day-2024", "--source", "source-001", "--data", dir); a.code != 1 {
		t.Error(a.err)
	}
}

// A place that is named is taken where the words stand there too, and only then.
func TestAQuoteThatStandsTwiceIsTakenWhereItIsNamed(t *testing.T) {
	dir := imported(t)
	figure := func(id, at string) []string {
		return []string{"record", "figure", "--convening", "world-day-2024", "--id", id, "--claim", "Five", "--source", "source-000", "--quote", "UNODC", "--bytes", at, "--data", dir}
	}
	ok(t, figure("fg-90", "484-489")...)
	ok(t, append(figure("fg-91", "")[:12], "--data", dir)...)
	for id, from := range map[string]float64{"fg-90": 484, "fg-91": 266} {
		row := read[shown](t, ok(t, "show", "figure", id, "--data", dir, "--json")).Row
		if at := row["quote"].(map[string]any)["bytes"].([]any); at[0] != from || at[1] != from+5 {
			t.Errorf("%s: %v", id, at)
		}
	}
	for _, at := range []string{"485-490", "0-99999999"} {
		if p := fails(t, 2, figure("fg-92", at)...); p.Code != "quote.not-found" {
			t.Errorf("%s: %+v", at, p)
		}
	}
	for _, at := range []string{"484", "489-484", "a-b", "-1-5", "0-0"} {
		if p := fails(t, 1, append(figure("fg-92", "")[:12], "--bytes="+at, "--data", dir)...); p.Code != "bytes" {
			t.Errorf("%s: %+v", at, p)
		}
	}
}

// The codes can be looked up where there is no register yet.
func TestCodesAreListed(t *testing.T) {
	dir := t.TempDir() + "/none"
	rows := func(args ...string) []map[string]any {
		return read[list](t, ok(t, append([]string{"list", "codes", "--data", dir, "--json"}, args...)...)).Rows
	}
	if all, places := rows(), rows("--kind", "place"); len(all) <= len(places) || len(places) < 8 {
		t.Errorf("%d codes, %d places", len(all), len(places))
	}
	for _, row := range rows("--kind", "scheme") {
		if row["list"] != "scheme" || row["code"] == "" || row["en"] == "" || row["ur"] == "" || row["within"] != nil {
			t.Errorf("%v", row)
		}
	}
	if a := ok(t, "list", "codes", "--kind", "pillar", "--data", dir); !strings.Contains(a.out, "prevention") {
		t.Error(a.out)
	}
	for _, filter := range []string{"--kind=poem", "--source=source-000"} {
		if a := ahd(t, "list", "codes", filter, "--data", dir); a.code != 1 {
			t.Errorf("%s: exit %d", filter, a.code)
		}
	}
}
