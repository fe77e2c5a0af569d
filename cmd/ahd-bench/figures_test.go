package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What FIGURES.md says of how fast it is was measured and printed, not typed.
func TestTheFiguresArePrinted(t *testing.T) {
	text, err := os.ReadFile("FIGURES.md")
	if err != nil {
		t.Fatal(err)
	}
	lines, err := os.ReadFile("figures.json")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _, err := aroundTable(string(text))
	if err != nil {
		t.Fatal(err)
	}
	var printed bytes.Buffer
	if err := printFigures(&printed, bytes.NewReader(lines)); err != nil {
		t.Fatal(err)
	}
	if printed.String() != table {
		t.Errorf("FIGURES.md says otherwise than figures.json: go run ./cmd/ahd-bench figures\n%s", &printed)
	}
	for _, side := range []string{"ahd without narrative", "ahd with narrative", "jetstream", "postgresql", "sqlite audit", "raw"} {
		for _, clients := range []string{" | 16 | ", " | 1 | "} {
			if !strings.Contains(table, "| "+side+clients) {
				t.Errorf("%s is not in it with%sclients", side, clients)
			}
		}
	}
}

const someLines = `{"side":"raw","per_second":20500,"p50_ms":0.4,"p99_ms":1.25,"cpu_us":12,"clients":16,"rounds":3,"cores":2,"system":"linux/amd64"}
{"side":"ahd with narrative","per_second":87.5,"p50_ms":0.4,"p99_ms":1.25,"cpu_us":12,"clients":1,"rounds":3,"read_your_write_p99_ms":7.5,"cores":2,"system":"linux/amd64"}
{"figure":"rebuild","events":1000000,"ours_per_second":[90000,120000,100000],"ratio":0.5,"ratio_spread":[0.45,0.52],"vm_hwm_mib":412}`

func TestFiguresStandBetweenTheirComments(t *testing.T) {
	dir := t.TempDir()
	from, page := filepath.Join(dir, "lines.json"), filepath.Join(dir, "FIGURES.md")
	write := func(path, text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(from, someLines)
	write(page, "# Before\n"+tableBegins+"old\n"+tableEnds+"after\n")
	for range 2 { // the second time changes nothing
		if said := ok(t, "figures", "--from", from, "--into", page); said != "" {
			t.Error(said)
		}
	}
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"# Before\n", "| raw | 16 | 20,500 | 0.4 | 1.25 | 12 |  |\n", "| ahd with narrative | 1 | 87.5 | 0.4 | 1.25 | 12 | 7.5 |\n",
		"| rebuild | 1,000,000 | 100,000 | 0.50 | 0.45 to 0.52 | 412 |\n", tableEnds + "after\n"} {
		if strings.Count(string(text), want) != 1 {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	for name, c := range map[string][2]string{
		"no comments":        {someLines, "# Before\n"},
		"one comment":        {someLines, tableBegins},
		"the wrong order":    {someLines, tableEnds + tableBegins},
		"two tables":         {someLines, tableBegins + tableEnds + tableBegins + tableEnds},
		"no lines":           {"", tableBegins + tableEnds},
		"an unknown line":    {`{"flat":true}`, tableBegins + tableEnds},
		"a line that is cut": {`{"side":"raw"`, tableBegins + tableEnds},
	} {
		write(from, c[0])
		write(page, c[1])
		p := &program{out: &bytes.Buffer{}, err: &bytes.Buffer{}}
		if err := p.run(t.Context(), []string{"figures", "--from", from, "--into", page}); err == nil {
			t.Errorf("%s: a table was written", name)
		}
		if text, _ := os.ReadFile(page); string(text) != c[1] {
			t.Errorf("%s: the page was changed", name)
		}
	}
}
