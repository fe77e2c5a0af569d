package peers_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/cmd/ahd-bench/peers"
)

// short is a round that is long enough to be one.
const short = 200 * time.Millisecond

// measured are the lines by side, and what was told besides.
func measured(t *testing.T, o peers.Options) (map[string]map[string]any, string) {
	t.Helper()
	var out, told bytes.Buffer
	if err := peers.Run(t.Context(), &out, &told, o); err != nil {
		t.Fatal(err)
	}
	sides := map[string]map[string]any{}
	lines := json.NewDecoder(&out)
	for lines.More() {
		var line map[string]any
		if err := lines.Decode(&line); err != nil {
			t.Fatal(err)
		}
		sides[fmt.Sprint(line["side"])] = line
	}
	return sides, told.String()
}

// Scripts read these names; how large the numbers are depends on the machine.
func TestEverySideIsPrintedOrLeftOutAloud(t *testing.T) {
	names := []string{"ahd without narrative", "ahd with narrative", "jetstream", "postgresql", "sqlite audit", "raw"}
	for _, clients := range []int{16, 1} {
		sides, told := measured(t, peers.Options{Clients: clients, Rounds: 2, Round: short})
		for _, name := range names {
			line := sides[name]
			if line == nil {
				if !strings.Contains(told, name+" is left out: ") {
					t.Errorf("%s is not there, and nobody was told", name)
				} else if os.Getenv("CI") != "" || name != "postgresql" {
					t.Error(told)
				}
				continue
			}
			for _, number := range []string{"per_second", "p50_ms", "p99_ms", "cpu_us"} {
				if value, is := line[number].(float64); !is || value <= 0 {
					t.Errorf("%s: %s is %v", name, number, line[number])
				}
			}
			if bytes := line["body_bytes"].(float64); bytes < 350 || bytes > 650 || line["clients"] != float64(clients) || line["rounds"] != 2.0 {
				t.Errorf("%v", line)
			}
			if reads := strings.HasPrefix(name, "ahd "); reads != (line["read_your_write_p99_ms"] != nil) {
				t.Errorf("%v", line)
			}
		}
		if len(sides) > len(names) || !slices.Equal(peers.Sides, names) {
			t.Errorf("there are other sides: %v", peers.Sides)
		}
	}
}

// What was started for a measurement ends with it, and what it wrote goes.
func TestNothingOfASideIsLeft(t *testing.T) {
	dir := t.TempDir()
	if os.Geteuid() == 0 { // the user of PostgreSQL must get in
		for _, above := range []string{dir, filepath.Dir(dir)} {
			if err := os.Chmod(above, 0o755); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Setenv("TMPDIR", dir)
	measured(t, peers.Options{Clients: 2, Rounds: 1, Round: short, Without: []string{"raw"}})
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("%v, %v are left", err, left)
	}
	if said, err := exec.Command("pgrep", "-f", dir).Output(); err == nil {
		t.Errorf("still running: %s", said)
	}
}

func TestNothingIsMeasuredOfNobody(t *testing.T) {
	for _, o := range []peers.Options{{Clients: 0, Rounds: 1, Round: short}, {Clients: 65, Rounds: 1, Round: short}, {Clients: 1, Round: short}, {Clients: 1, Rounds: 1}} {
		if err := peers.Run(t.Context(), &bytes.Buffer{}, &bytes.Buffer{}, o); err == nil {
			t.Errorf("%+v was measured", o)
		}
	}
}
