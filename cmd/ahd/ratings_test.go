package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const tiers = "../../services/importing/testdata/tip-tiers.csv"

// put writes a file with a name of its own.
func put(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestImportingRatingsAgainAddsNothing(t *testing.T) {
	for name, served := range map[string]bool{"alone": false, "served": true} {
		t.Run(name, func(t *testing.T) {
			dir := imported(t)
			if served {
				start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
			}
			args := []string{"import", "ratings", tiers, "--title", "Tiers", "--publisher", "US Department of State", "--data", dir, "--json"}
			all := map[string]int{"ratings": 9, "sources": 1}
			none := map[string]int{"ratings": 0, "sources": 0}
			before := read[status](t, ok(t, "status", "--data", dir, "--json"))
			dry := read[counts](t, ok(t, append(args, "--dry-run")...))
			same(t, "dry run", dry.New, all)
			if after := read[status](t, ok(t, "status", "--data", dir, "--json")); after != before {
				t.Errorf("a dry run recorded: before %+v, after %+v", before, after)
			}
			first, again := read[counts](t, ok(t, args...)), read[counts](t, ok(t, args...))
			same(t, "first", first.New, all)
			same(t, "first, known", first.Known, none)
			same(t, "again", again.New, none)
			same(t, "again, known", again.Known, all)
			if a := ok(t, args[:len(args)-1]...); a.out != "new:   0 ratings, 0 sources\nknown: 9 ratings, 1 source\n" {
				t.Errorf("%q", a.out)
			}
			ratingsStand(t, dir)
		})
	}
}

// ratingsStand looks for each rating at its place in the file.
func ratingsStand(t *testing.T, dir string) {
	t.Helper()
	file, err := os.ReadFile(tiers)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(file)), "\n")[1:]
	var id string
	for _, row := range read[list](t, ok(t, "list", "sources", "--data", dir, "--json")).Rows {
		if strings.HasPrefix(row["id"].(string), "ratings-") {
			id = row["id"].(string)
		}
	}
	told := read[list](t, ok(t, "timeline", "source", id, "--data", dir, "--json")).Rows
	if len(told) != 10 || len(id) != len("ratings-")+8 {
		t.Fatalf("%q: %d events", id, len(told))
	}
	if archived := told[0]["data"].(map[string]any); archived["media_type"] != "text/csv; charset=utf-8" || archived["file"] != "tip-tiers.csv" {
		t.Errorf("%v", archived)
	}
	for i, row := range told[1:] {
		data := row["data"].(map[string]any)
		at := data["bytes"].([]any)
		if stands := string(file[int(at[0].(float64)):int(at[1].(float64))]); stands != lines[i] || !strings.HasSuffix(stands, data["rating"].(string)) {
			t.Errorf("%v stands at %q", data, stands)
		}
	}
}

func TestWrongRatingsAreRefusedWhole(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	head := "scheme,year,place,rating\ntip-tier,2015,PK,Tier 2\n"
	p := fails(t, 2, "import", "ratings", put(t, "x.csv", head+"tip-tier,15,PK,Tier 2\ntip-tier,2015,PK,Tier 3\n"), "--data", dir)
	if len(p.Faults) != 2 || p.Faults[0].Item != "line 3" || !strings.HasPrefix(p.Faults[0].What, "year") || p.Faults[1].Item != "line 4" || *p.Recorded {
		t.Errorf("%+v", p)
	}
	for name, file := range map[string]string{
		"not CSV": put(t, "x.csv", head+"a\"b,,,\n"), "not UTF-8": put(t, "x.csv", head+"\xff"), "too large": put(t, "x.csv", strings.Repeat("x", 4<<20+1)),
	} {
		if p := fails(t, 7, "import", "ratings", file, "--data", dir); *p.Recorded {
			t.Errorf("%s: %+v", name, p)
		}
	}
	fails(t, 1, "import", "ratings", tiers, "--source", "Not an id", "--data", dir)
	fails(t, 2, "import", "ratings", filepath.Join(t.TempDir(), "none.csv"), "--data", dir)
	if _, err := os.Stat(dir); err == nil {
		t.Error("a refused import made the folder")
	}
	dir = imported(t)
	p = fails(t, 2, "import", "ratings", put(t, "x.csv", head+"tip-tier,2016,PK,35202-1234567-1\n"), "--data", dir)
	if p.Code != "text.cnic" {
		t.Errorf("%+v", p)
	}
}

// Another file under the id of a known one is not the same file.
func TestOtherRatingsUnderAKnownIDRecordNothing(t *testing.T) {
	dir := imported(t)
	ok(t, "import", "ratings", tiers, "--source", "tiers", "--data", dir)
	before := read[status](t, ok(t, "status", "--data", dir, "--json"))
	p := fails(t, 3, "import", "ratings", put(t, "x.csv", "scheme,year,place,rating\ntip-tier,2015,PK,Tier 3\n"), "--source", "tiers", "--data", dir)
	if len(p.Faults) != 2 || p.Faults[0].Item != "source/tiers" || p.Faults[1].Item != "rating/tiers/tip-tier/2015/PK" {
		t.Errorf("%+v", p)
	}
	if after := read[status](t, ok(t, "status", "--data", dir, "--json")); after != before {
		t.Errorf("before %+v, after %+v", before, after)
	}
}
