package guard_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"ahd.example/ahd/services/guard"
)

// sentence is one of testdata: invented by people who saw only the list of what is
// to be recognised, and none of the rules.
type sentence struct {
	identifying bool
	kind, text  string
}

func readSentences(t *testing.T, file string) []sentence {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []sentence
	for line := range strings.Lines(string(content)) {
		columns := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(columns) != 3 || columns[0] != "identifying" && columns[0] != "harmless" {
			t.Fatalf("%s: not sort, kind and sentence: %q", file, line)
		}
		all = append(all, sentence{columns[0] == "identifying", columns[1], columns[2]})
	}
	return all
}

// No victim passes unasked, and at most 1 in 20 harmless sentences is asked about.
func TestSentencesThatOthersWrote(t *testing.T) {
	for _, file := range []string{"testdata/sentences-1.tsv", "testdata/sentences-2.tsv"} {
		t.Run(strings.TrimPrefix(file, "testdata/"), func(t *testing.T) {
			counts := map[string]map[bool]int{} // sort and kind → asked about → how many
			total := map[bool]map[bool]int{true: {}, false: {}}
			for _, s := range readSentences(t, file) {
				found := guard.Look(s.text)
				asked := len(found) > 0
				row := map[bool]string{true: "identifying ", false: "harmless "}[s.identifying] + s.kind
				if counts[row] == nil {
					counts[row] = map[bool]int{}
				}
				counts[row][asked]++
				total[s.identifying][asked]++
				if s.identifying != asked {
					t.Logf("%s, asked %t: %s", row, asked, mark(s.text, ""))
				}
				if s.identifying && !asked {
					t.Errorf("passes unasked: %s", s.text)
				}
			}
			t.Log("\n" + confusion(counts, total))
			if asked, all := total[false][true], total[false][true]+total[false][false]; asked*20 > all {
				t.Errorf("%d of %d harmless sentences are asked about", asked, all)
			}
		})
	}
}

func confusion(counts map[string]map[bool]int, total map[bool]map[bool]int) string {
	var rows []string
	for row, n := range counts {
		rows = append(rows, fmt.Sprintf("%-36s asked %3d, not %3d", row, n[true], n[false]))
	}
	slices.Sort(rows)
	return fmt.Sprintf("identifying: asked %d, not %d\nharmless: asked %d, not %d\n%s", total[true][true], total[true][false],
		total[false][true], total[false][false], strings.Join(rows, "\n"))
}
