package importing_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/importing"
)

func ratings(content string) (*importing.Plan, error) {
	return importing.PrepareRatings(importing.Text{Source: importing.Source{File: "tiers.csv"}, Content: []byte(content)}, source, who)
}

func TestRatingsArePlanned(t *testing.T) {
	tiers, err := os.ReadFile("testdata/tip-tiers.csv")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		content string
		ratings int
	}{
		"the tiers of Pakistan": {string(tiers), 9},
		"Windows line ends":     {strings.ReplaceAll(string(tiers), "\n", "\r\n"), 9},
		"a byte order mark":     {"\ufeff" + string(tiers), 9},
		"no final newline":      {strings.TrimSpace(string(tiers)), 9},
		"quotation marks":       {"scheme,year,place,rating\n\"tip-tier\",2015,PK,\"Tier 2, \"\"watch\"\" list\"\n\n", 1},
		"two places":            {"scheme,year,place,rating\nx,2015,PK,a\nx,2015,PK-PB,a\nx,2016,PK,a\ny,2015,PK,a\n", 4},
	} {
		plan, err := ratings(c.content)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := plan.Unseen(); got.New["ratings"] != c.ratings || got.New["sources"] != 1 || len(got.New) != 2 || got.Known["ratings"] != 0 {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// Each line that is wrong is named, all of them together.
func TestWrongRatingsAreNamedByLine(t *testing.T) {
	content := "scheme,year,place,rating\n" +
		"tip-tier,2015,PK,Tier 2\n" +
		"TIP tier,2016,PK,Tier 2\n" +
		"tip-tier,1989,PK,Tier 2\n" +
		"tip-tier,2101,PK,Tier 2\n" +
		"\n" +
		"tip-tier,15,PK,Tier 2\n" +
		"tip-tier,2017,Pakistan,Tier 2\n" +
		"tip-tier,2018,PK, \n" +
		"tip-tier,2019,PK," + strings.Repeat("ا", 65) + "\n" +
		"tip-tier,2020,PK,Tier 2,why\n" +
		"tip-tier,2020,PK\n" +
		"tip-tier,2015,PK,Tier 3\n" +
		"tip-tier,2021,PK,\"Tier\n2\"\n" +
		"tip-tier,x,XX,\n"
	_, err := ratings(content)
	var faults *importing.Faults
	if !errors.As(err, &faults) || !errors.Is(err, importing.ErrFaults) {
		t.Fatal(err)
	}
	for _, fault := range [][2]string{
		{"line 3", "scheme"}, {"line 4", "year"}, {"line 5", "year"}, {"line 7", "year"}, {"line 8", "place"}, {"line 9", "rating"},
		{"line 10", "rating"}, {"line 11", "5 columns"}, {"line 12", "3 columns"}, {"line 13", "line 2 already"}, {"line 14", "rating"},
		{"line 16", "year"}, {"line 16", "place"}, {"line 16", "rating"},
	} {
		if !names(faults, fault[0], fault[1]) {
			t.Errorf("%v is not named in\n%s", fault, faults)
		}
	}
	if len(faults.List) != 14 || !strings.HasPrefix(faults.Error(), "Nothing was recorded: 14 faults in the file.\n  line 3: scheme") {
		t.Errorf("%d: %s", len(faults.List), faults)
	}
}

func TestWhatIsNoTableOfRatingsIsRefused(t *testing.T) {
	head := "scheme,year,place,rating\n"
	for name, c := range map[string]struct {
		content string
		class   error
	}{
		"nothing":               {"", rule.ErrUnreadable},
		"not UTF-8":             {head + "tip-tier,2015,PK,\xff\n", rule.ErrUnreadable},
		"a quotation mark":      {head + "tip-tier,2015,PK,Tier \"2\n", rule.ErrUnreadable},
		"one that never closes": {head + "tip-tier,2015,PK,\"Tier 2\n", rule.ErrUnreadable},
		"more than 4 MB":        {head + strings.Repeat("tip-tier,2015,PK,Tier 2\n", 200_000), rule.ErrUnreadable},
		"only a head":           {head, importing.ErrFaults},
		"other columns":         {"year,scheme,place,rating\n2015,tip-tier,PK,Tier 2\n", importing.ErrFaults},
		"a column more":         {"scheme,year,place,rating,note\ntip-tier,2015,PK,Tier 2,x\n", importing.ErrFaults},
		"too many":              {head + strings.Repeat("tip-tier,2015,PK,Tier 2\n", importing.MaxRatings+1), importing.ErrFaults},
		"an odd line end":       {head + "tip-tier,2015,PK,Tier 2\r\r\n", importing.ErrFaults},
	} {
		if _, err := ratings(c.content); !errors.Is(err, c.class) || !strings.Contains(err.Error(), "Nothing was recorded") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
