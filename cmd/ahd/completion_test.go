package main

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"ahd.example/ahd/cmd/ahd/help"
)

// typedSoFar is something that was typed, and what a shell must offer to go on with.
type typedSoFar struct {
	words  []string
	offers []string
}

// whatCanBeTyped are, for every command, its flags, the commands below it, and the values of
// its flags.
func whatCanBeTyped(root *kong.Node) (all []typedSoFar) {
	var visit func(node *kong.Node)
	visit = func(node *kong.Node) {
		var path []string
		if node != root {
			path = strings.Fields(help.PathOf(node))
		}
		flags := typedSoFar{words: append(slices.Clone(path), "--")}
		for _, flag := range slices.Concat(node.Flags, root.Flags) {
			if flag.Hidden {
				continue
			}
			flags.offers = append(flags.offers, "--"+flag.Name)
			if values := help.ChoicesOf(node, flag.Value); len(values) > 0 {
				all = append(all, typedSoFar{append(slices.Clone(path), "--"+flag.Name, ""), values})
			}
		}
		below := typedSoFar{words: append(slices.Clone(path), "")}
		for _, child := range node.Children {
			below.offers = append(below.offers, child.Name)
			visit(child)
		}
		if len(node.Positional) > 0 {
			below.offers = append(below.offers, help.ChoicesOf(node, node.Positional[0])...)
		}
		all = append(all, flags, below)
	}
	visit(root)
	return all
}

// bash offers every command, every flag and every value that there is.
func TestBashCompletesWhatCanBeTyped(t *testing.T) {
	all := whatCanBeTyped(model(t, newCLI()).Model.Node)
	script := ok(t, "completion", "bash").out + `
try() {
	COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
	_ahd
	echo "${COMPREPLY[*]}"
}
`
	for _, one := range all {
		script += "try ahd '" + strings.Join(one.words, "' '") + "'\n"
	}
	out, err := exec.Command("bash", put(t, "completion.bash", script)).CombinedOutput()
	lines := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	if err != nil || len(lines) != len(all) || len(all) < 250 {
		t.Fatalf("%d answers to %d questions: %v\n%.2000s", len(lines), len(all), err, out)
	}
	for i, one := range all {
		offered := strings.Fields(lines[i])
		for _, wanted := range one.offers {
			if !slices.Contains(offered, wanted) {
				t.Errorf("behind %q bash offers %v and not %s", one.words, offered, wanted)
			}
		}
	}
}

// What stands behind an equals sign is completed too, and what does not begin so is left out.
func TestBashCompletesBehindAnEqualsSign(t *testing.T) {
	script := ok(t, "completion", "bash").out + `
COMP_WORDS=(ahd record progress --state = pl) COMP_CWORD=5
_ahd
echo "${COMPREPLY[*]}"
COMP_WORDS=(ahd record progress --state =) COMP_CWORD=4
_ahd
echo "${COMPREPLY[*]}"
`
	out, err := exec.Command("bash", put(t, "completion.bash", script)).CombinedOutput()
	if want := "planning\nplanning in_progress stalled reported_complete\n"; err != nil || string(out) != want {
		t.Errorf("%v\n%s", err, out)
	}
}

// The scripts of zsh and fish name every command, flag and value; where the shell is there,
// it takes them.
func TestOtherShellsCompleteWhatCanBeTyped(t *testing.T) {
	for shell, flag := range map[string]string{"zsh": "--", "fish": "-l "} {
		script := ok(t, "completion", shell).out
		for _, one := range whatCanBeTyped(model(t, newCLI()).Model.Node) {
			for _, wanted := range one.offers {
				if name, is := strings.CutPrefix(wanted, "--"); is {
					wanted = flag + name
				}
				if !strings.Contains(script, wanted) {
					t.Errorf("the script of %s does not have %q", shell, wanted)
				}
			}
		}
		if _, err := exec.LookPath(shell); err != nil {
			continue // looked at above
		}
		if out, err := exec.Command(shell, "-n", put(t, "script."+shell, script)).CombinedOutput(); err != nil {
			t.Errorf("%s does not take its script: %v\n%s", shell, err, out)
		}
	}
	fails(t, 1, "completion", "tcsh")
}

// The manual page tells of every command, flag and example.
func TestTheManualTellsOfEverything(t *testing.T) {
	manual := ok(t, "man").out
	plain := strings.NewReplacer(`\-`, "-", `\e`, `\`, `\&`, "").Replace(manual)
	root := model(t, newCLI()).Model
	for _, leaf := range root.Leaves(true) {
		_, said, found := strings.Cut(plain, fmt.Sprintf(".SS \"ahd %s\"", leaf.Summary()))
		said, _, _ = strings.Cut(said, "\n.S")
		if !found {
			t.Errorf("the manual does not tell of ahd %s", help.PathOf(leaf))
		}
		for _, flag := range leaf.Flags {
			if !flag.Hidden && !strings.Contains(said, "--"+flag.Name) {
				t.Errorf("the manual does not tell of --%s of ahd %s", flag.Name, help.PathOf(leaf))
			}
		}
		for _, example := range help.ExamplesOf(help.PathOf(leaf)) {
			if !strings.Contains(said, example) {
				t.Errorf("the manual does not have %q", example)
			}
		}
	}
	for _, flag := range root.Flags {
		if !strings.Contains(plain, "\n.B --"+flag.Name) && !strings.Contains(plain, ", --"+flag.Name) {
			t.Errorf("the manual does not tell of --%s", flag.Name)
		}
	}
	for line := range strings.SplitSeq(manual, "\n") {
		if strings.HasPrefix(line, "'") || strings.HasPrefix(line, ".") && !slices.Contains([]string{".TH", ".SH", ".SS", ".TP", ".B", ".I", ".PP", ".EX", ".EE"}, strings.Fields(line)[0]) {
			t.Errorf("%q is taken for a request to the typesetter", line)
		}
	}
	if _, err := exec.LookPath("groff"); err == nil {
		page := filepath.Join(filepath.Dir(put(t, "ahd.1", manual)), "ahd.1")
		if out, err := exec.Command("groff", "-man", "-ww", "-Tutf8", "-z", "-K", "utf8", page).CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("groff: %v\n%.1000s", err, out)
		}
	}
}
