package codes

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The codes of the goals are written out here once more, as the last number and
// the last letter of each, so that a target that is left out is seen.
func TestSDGTargetsAreThoseOfTheUnitedNations(t *testing.T) {
	goals := []struct {
		numbered int
		lettered string
		count    int
	}{
		{5, "ab", 7}, {5, "abc", 8}, {9, "abcd", 13}, {7, "abc", 10}, {6, "abc", 9}, {6, "ab", 8},
		{3, "ab", 5}, {10, "ab", 12}, {5, "abc", 8}, {7, "abc", 10}, {7, "abc", 10}, {8, "abc", 11},
		{3, "ab", 5}, {7, "abc", 10}, {9, "abc", 12}, {10, "ab", 12}, {19, "", 19},
	}
	var want []string
	for i, goal := range goals {
		before := len(want)
		for n := range goal.numbered {
			want = append(want, fmt.Sprintf("%d.%d", i+1, n+1))
		}
		for _, letter := range goal.lettered {
			want = append(want, fmt.Sprintf("%d.%c", i+1, letter))
		}
		if got := len(want) - before; got != goal.count {
			t.Errorf("goal %d has %d targets in this test, want %d", i+1, got, goal.count)
		}
	}
	if got := codesOf(SDGTargets); !slices.Equal(got, want) || len(got) != 169 {
		t.Errorf("got %d targets:\n%q\nwant %d:\n%q", len(got), got, len(want), want)
	}
	for _, e := range SDGTargets.Entries {
		if words := len(strings.Fields(e.Label.EN)); words < 3 || words > 8 {
			t.Errorf("%s: %q has %d words, want 3 to 8", e.Code, e.Label.EN, words)
		}
	}
}

func TestShortListsAreComplete(t *testing.T) {
	for list, want := range map[*List]string{
		Pillars: "prevention protection prosecution partnership",
		Schemes: "tip nap upr",
		Groups: "children girls boys women men transgender-persons bonded-labourers domestic-workers " +
			"brick-kiln-workers migrants refugees persons-with-disabilities religious-minorities street-children " +
			"persons-forced-to-beg persons-sexually-exploited victims-of-forced-marriage organ-trade-victims",
	} {
		if got := strings.Join(codesOf(list), " "); got != want {
			t.Errorf("%s: got %s, want %s", list.Name, got, want)
		}
	}
}

func TestPlacesHaveTheirDistricts(t *testing.T) {
	got := map[string]int{}
	for _, e := range Places.Entries {
		got[e.Within]++
		if before, _, district := strings.Cut(e.Code, "/"); district && before != e.Within {
			t.Errorf("%s lies in %q, want %q", e.Code, e.Within, before)
		}
	}
	want := map[string]int{
		"": 1, "PK": 7, "PK-PB": 41, "PK-SD": 30, "PK-KP": 36, "PK-BA": 36, "PK-GB": 10, "PK-JK": 10,
	}
	if !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	for _, code := range []string{"PK", "PK-PB", "PK-SD", "PK-KP", "PK-BA", "PK-IS", "PK-GB", "PK-JK", "PK-PB/lahore", "PK-KP/kolai-palas"} {
		if !Places.Has(code) {
			t.Errorf("%s is missing", code)
		}
	}
}

func TestEveryCodeIsWellFormedAndStandsOnce(t *testing.T) {
	patterns := map[*List]*regexp.Regexp{
		Pillars:    regexp.MustCompile(`^[a-z]+$`),
		SDGTargets: regexp.MustCompile(`^([1-9]|1[0-7])\.([1-9]|1[0-9]|[a-d])$`),
		Places:     regexp.MustCompile(`^PK(-(PB|SD|KP|BA|IS|GB|JK)(/[a-z]+(-[a-z]+)*)?)?$`),
		Groups:     regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`),
		Schemes:    regexp.MustCompile(`^[a-z]{3}$`),
	}
	names := map[string]bool{}
	for _, list := range Lists() {
		if len(list.Entries) == 0 || names[list.Name] {
			t.Errorf("list %q is empty or stands twice", list.Name)
		}
		names[list.Name] = true
		seen := map[string]bool{}
		for _, e := range list.Entries {
			if !patterns[list].MatchString(e.Code) {
				t.Errorf("%s: the code %q is malformed", list.Name, e.Code)
			}
			for _, text := range []string{"code " + e.Code, "en " + e.Label.EN, "ur " + e.Label.UR} {
				if seen[text] {
					t.Errorf("%s: %q stands twice", list.Name, text)
				}
				seen[text] = true
			}
			if e.Within != "" && !slices.Contains(codesOf(list), e.Within) {
				t.Errorf("%s: %s lies in %q, which the list lacks", list.Name, e.Code, e.Within)
			}
		}
	}
	if len(names) != len(patterns) {
		t.Errorf("there are %d lists, want %d", len(names), len(patterns))
	}
}

func TestEveryLabelCanBeRead(t *testing.T) {
	for _, list := range Lists() {
		for _, e := range list.Entries {
			for _, label := range []string{e.Label.EN, e.Label.UR} {
				if strings.Join(strings.Fields(label), " ") != label || label == "" {
					t.Errorf("%s: %s: the label %q is empty or has stray spaces", list.Name, e.Code, label)
				}
				if !norm.NFC.IsNormalString(label) {
					t.Errorf("%s: %s: the label %q is not in form NFC", list.Name, e.Code, label)
				}
			}
			if wrong := strings.TrimFunc(e.Label.EN, english); wrong != "" {
				t.Errorf("%s: %s: %q has %q, which is not English", list.Name, e.Code, e.Label.EN, wrong)
			}
			if wrong := strings.TrimFunc(e.Label.UR, urdu); wrong != "" {
				t.Errorf("%s: %s: %q has %q, which is not Urdu", list.Name, e.Code, e.Label.UR, wrong)
			}
		}
	}
}

func TestTheScriptIsToldFromOthers(t *testing.T) {
	for text, want := range map[string]bool{
		"روک تھام، تحفظ": true, "۱۲": true, "آئندہ مؤثر": true,
		"Sindh": false, "كتاب": false, "علي": false, "هم": false, "سندھ 1": false, "ک\u0650": false, "ب\u200cی": false,
	} {
		if got := strings.TrimFunc(text, urdu) == ""; got != want {
			t.Errorf("%q is Urdu: got %v, want %v", text, got, want)
		}
	}
}

func TestAListFindsItsCodes(t *testing.T) {
	for _, list := range Lists() {
		for _, e := range list.Entries {
			entry, known := list.Entry(e.Code)
			label, named := list.Label(e.Code)
			if entry != e || label != e.Label || !known || !named || !list.Has(e.Code) {
				t.Errorf("%s: %s: got %v %v, want %v", list.Name, e.Code, entry, label, e)
			}
		}
		for _, code := range []string{"", "code", "PK-XX", "17.20", "Prevention"} {
			entry, known := list.Entry(code)
			label, named := list.Label(code)
			if known || named || list.Has(code) || entry != (Entry{}) || label != (Label{}) {
				t.Errorf("%s has %q", list.Name, code)
			}
		}
	}
	if got, _ := Places.Entry("PK-PB/lahore"); got != (Entry{"PK-PB/lahore", Label{"Lahore", "لاہور"}, "PK-PB"}) {
		t.Errorf("got %v", got)
	}
}

func TestATableThatCannotBeReadIsRefused(t *testing.T) {
	for table, want := range map[string]string{
		"":                                     "has no header",
		"code,en,ur\na,b,c\n":                  "has the columns",
		"code,within,en,ur\na,,A\n":            "wrong number of fields",
		"code,within,en,ur\n,,A,ا\n":           "lacks a code",
		"code,within,en,ur\na,,,ا\n":           "lacks a code or a label",
		"code,within,en,ur\na,,A,\n":           "lacks a code or a label",
		"code,within,en,ur\na,,A,ا\na,,B,ب\n":  "stands twice",
		"code,within,en,ur\na,b,A,ا\nb,,B,ب\n": "does not stand before it",
	} {
		if _, err := parse("t", strings.NewReader(table)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want an error with %q", table, err, want)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("a table that is missing was read")
		}
	}()
	read("missing")
}

func codesOf(list *List) []string {
	codes := make([]string, 0, len(list.Entries))
	for _, e := range list.Entries {
		codes = append(codes, e.Code)
	}
	return codes
}

func english(r rune) bool {
	return r < unicode.MaxASCII && (unicode.IsLetter(r) || strings.ContainsRune(" ,'-", r))
}

// urdu tells the letters and digits of Urdu from the Arabic ones that look alike.
func urdu(r rune) bool {
	if strings.ContainsRune("يىكهة", r) || r >= '٠' && r <= '٩' {
		return false
	}
	return unicode.Is(unicode.Arabic, r) && (unicode.IsLetter(r) || unicode.IsDigit(r)) || strings.ContainsRune(" ،۔", r)
}
