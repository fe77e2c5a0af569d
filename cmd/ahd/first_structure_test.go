package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func rowsOfList(t *testing.T, dir string, args ...string) []map[string]any {
	t.Helper()
	return read[list](t, ok(t, append(append([]string{"list"}, args...), "--data", dir, "--json")...)).Rows
}

// Two sources of the first register tell of one event: parted they are two, and
// joined again everything is as it was.
func TestTheFirstRegisterIsPartedAndJoined(t *testing.T) {
	seed, dir := firstRegister(t), t.TempDir()+"/data"
	ok(t, "import", "register", seed+"/register.json", "--sources", seed+"/sources", "--data", dir)
	everything := func() (all [][]map[string]any) {
		for _, kind := range []string{"convenings", "sources", "commitments", "instruments", "figures", "working-groups"} {
			all = append(all, rowsOfList(t, dir, kind))
		}
		return all
	}
	before := everything()
	if len(before[0]) != 4 {
		t.Fatalf("%d conferences", len(before[0]))
	}
	ok(t, "record", "part", "--convening", "world-day-b", "--from", "world-day-2024", "--source", "source-001", "--reason", "To see both apart", "--data", dir)
	if parted := rowsOfList(t, dir, "convenings"); len(parted) != 5 {
		t.Errorf("parted they are %d", len(parted))
	}
	ok(t, "record", "join", "--convening", "world-day-b", "--into", "world-day-2024", "--reason", "One event", "--data", dir)
	if after := everything(); !reflect.DeepEqual(after, before) {
		t.Errorf("%v\nwas\n%v", after, before)
	}
}

// Two near-twins: what differs is shown, and a reason is asked for.
func TestTheTwinsOfTheFirstRegister(t *testing.T) {
	seed, dir := firstRegister(t), t.TempDir()+"/data"
	ok(t, "import", "register", seed+"/register.json", "--sources", seed+"/sources", "--data", dir)
	p := fails(t, 2, "record", "join", "--convening", "conference-bonded-labour", "--into", "conference-legal-frameworks", "--data", dir)
	if differences := strings.Count(p.Detail, " / "); differences < 4 {
		t.Errorf("%d differences: %s", differences, p.Detail)
	}
	if n := len(rowsOfList(t, dir, "convenings")); n != 4 {
		t.Errorf("%d conferences after a refusal", n)
	}

	ok(t, "record", "date", "--convening", "conference-legal-frameworks", "--edtf", "2023-02-27/2023-02-28", "--basis", "a newspaper of that week", "--data", dir)
	told := ok(t, "timeline", "convening", "conference-legal-frameworks", "--data", dir).out
	if !strings.Contains(told, "2023") || !strings.Contains(ok(t, "timeline", "convening", "conference-legal-frameworks", "--data", dir, "--json").out, `"edtf":"XXXX-02-27/XXXX-02-28"`) {
		t.Error(told)
	}
}

// Two figures that contradict one another stand side by side with what each year was
// rated.
func TestFiguresOfTheFirstRegisterStandBesideTheTiers(t *testing.T) {
	seed, dir := firstRegister(t), t.TempDir()+"/data"
	ok(t, "import", "register", seed+"/register.json", "--sources", seed+"/sources", "--data", dir)
	ok(t, "import", "ratings", "../../services/importing/testdata/tip-tiers.csv", "--data", dir)
	shown := read[struct {
		Row struct {
			Beside []struct {
				ID string `json:"id"`
			} `json:"beside"`
			Ratings []struct {
				Year   int    `json:"year"`
				Rating string `json:"rating"`
				Source string `json:"source"`
			} `json:"ratings"`
		} `json:"row"`
	}](t, ok(t, "show", "figure", "fg-7", "--data", dir, "--json")).Row
	if len(shown.Beside) != 1 || shown.Beside[0].ID != "fg-8" || len(shown.Ratings) != 9 {
		t.Fatalf("%+v", shown)
	}
	watched := 0
	for i, rating := range shown.Ratings {
		if rating.Year != 2015+i || !strings.HasPrefix(rating.Source, "ratings-") {
			t.Errorf("%+v", rating)
		}
		if rating.Rating == "Tier 2 Watch List" {
			watched++
		}
	}
	if watched != 5 {
		t.Errorf("%d years on the watch list", watched)
	}
	words := ok(t, "show", "figure", "fg-7", "--data", dir).out
	for _, says := range []string{"fg-8", "2015", "Tier 2 Watch List", "2023"} {
		if !strings.Contains(words, says) {
			t.Errorf("%q does not say %s", words, says)
		}
	}
}

// A declaration of which only the press told gets its text: each clause stands where
// it says.
func TestTheDeclarationOfTheFirstRegisterIsWorded(t *testing.T) {
	seed, dir := firstRegister(t), t.TempDir()+"/data"
	ok(t, "import", "register", seed+"/register.json", "--sources", seed+"/sources", "--data", dir)
	text := []byte("Declaration\n\n1. We promise again to act.\n2. We ask others to act with us — ہم سب.\n3. We will protect those who were harmed.\n")
	file := filepath.Join(t.TempDir(), "declaration.txt")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	ok(t, "record", "attach", "--instrument", "declaration-bonded-labour", "--source", "declaration-text", "--file", file, "--data", dir)
	row := read[struct {
		Row struct {
			Clauses []struct {
				Address, Item string
				Quote         struct {
					Bytes  [2]int
					Quote  string
					Source string
				}
			}
		}
	}](t, ok(t, "show", "instrument", "declaration-bonded-labour", "--data", dir, "--json")).Row
	var items []string
	for i, clause := range row.Clauses {
		items = append(items, clause.Item)
		if clause.Address != fmt.Sprint("clause-", i+1) || !bytes.Equal(text[clause.Quote.Bytes[0]:clause.Quote.Bytes[1]], []byte(clause.Quote.Quote)) || clause.Quote.Source != "declaration-text" {
			t.Errorf("%+v", clause)
		}
	}
	if !slices.Equal(items, []string{"cm-c1", "cm-c2", "cm-c3"}) {
		t.Errorf("%v", items)
	}
	if one := ok(t, "show", "instrument", "declaration-bonded-labour/clause-2", "--data", dir).out; !strings.Contains(one, "act with us") {
		t.Error(one)
	}
}
