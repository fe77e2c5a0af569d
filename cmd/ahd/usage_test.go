package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"ahd.example/ahd/cmd/ahd/help"
)

// What the verbs stand between in USAGE.md.
const (
	verbsBegin = "<!-- verbs: printed by “go test ./cmd/ahd -run TestUsageIsPrinted -update” -->\n"
	verbsEnd   = "<!-- end of verbs -->\n"
)

// What USAGE.md says of each verb is what the program has, and its example is one that
// the golden register was asked.
func TestUsageIsPrinted(t *testing.T) {
	page, err := os.ReadFile("USAGE.md")
	if err != nil {
		t.Fatal(err)
	}
	before, rest, begins := strings.Cut(string(page), verbsBegin)
	_, after, ends := strings.Cut(rest, verbsEnd)
	if !begins || !ends {
		t.Fatal("the two comments between which the verbs stand are not in USAGE.md")
	}
	want := before + verbsBegin + printUsage(t, model(t, newCLI()).Model) + verbsEnd + after
	if *goldenUpdate {
		if err := os.WriteFile("USAGE.md", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if string(page) != want {
		t.Error("USAGE.md is out of date; run: go test ./cmd/ahd -run TestUsageIsPrinted -update")
	}
}

// printUsage prints the verbs, and what many of them share once.
func printUsage(t *testing.T, root *kong.Application) string {
	t.Helper()
	var out strings.Builder
	leaves, examples := root.Leaves(true), goldenExamples(t)
	if len(leaves) < 80 {
		t.Fatalf("only %d verbs: this test looks in the wrong place", len(leaves))
	}
	out.WriteString("\n## Flags of every verb\n\n")
	printFlags(&out, root.Flags, nil)
	var records []*kong.Node
	for _, leaf := range leaves {
		if strings.HasPrefix(help.PathOf(leaf), "record ") {
			records = append(records, leaf)
		}
	}
	shared := sharedFlags(records)
	out.WriteString("\n## Flags of verbs that record\n\nEach verb names those that it has.\n\n")
	printFlags(&out, shared, nil)
	out.WriteString("\n## Verbs\n")
	for _, leaf := range leaves {
		common := shared
		if !slices.Contains(records, leaf) {
			common = nil
		}
		printVerb(&out, leaf, common, examples[help.PathOf(leaf)])
	}
	return out.String() + "\n"
}

// printVerb prints one verb: what it is for, an example, its flags. Its own example
// goes before that of the golden register.
func printVerb(out *strings.Builder, leaf *kong.Node, common []*kong.Flag, example string) {
	about := leaf.Help
	if own := help.ExamplesOf(help.PathOf(leaf)); len(own) > 0 {
		example = strings.Join(own, "\n")
	} else if example == "" {
		example = bare(leaf)
	}
	fmt.Fprintf(out, "\n### ahd %s\n\n%s\n\n```\n%s\n```\n", help.PathOf(leaf), about, example)
	if len(leaf.Positional)+len(leaf.Flags) == 0 {
		return
	}
	out.WriteString("\n")
	printArguments(out, leaf.Positional)
	printFlags(out, leaf.Flags, common)
	var named []string
	for _, flag := range common {
		if hasFlag(leaf, flag) {
			named = append(named, "`--"+flag.Name+"`")
		}
	}
	if len(named) > 0 {
		fmt.Fprintf(out, "- %s: see above.\n", strings.Join(named, ", "))
	}
}

// hasFlag reports whether a verb has a flag that says the same.
func hasFlag(verb *kong.Node, flag *kong.Flag) bool {
	return slices.ContainsFunc(verb.Flags, func(f *kong.Flag) bool { return f.Name == flag.Name && f.Help == flag.Help })
}

// bare is a verb with what it cannot be without.
func bare(leaf *kong.Node) string {
	typed := "ahd " + help.PathOf(leaf)
	for _, a := range leaf.Positional {
		typed += " " + strings.ToUpper(a.Name)
	}
	for _, flag := range leaf.Flags {
		if flag.Required {
			typed += " --" + flagAsTyped(flag)
		}
	}
	return typed
}

// printArguments prints the arguments of a verb, which are no flags.
func printArguments(out *strings.Builder, arguments []*kong.Positional) {
	for _, a := range arguments {
		fmt.Fprintf(out, "- `%s`: %s\n", strings.ToUpper(a.Name), oneLine(a.Help))
	}
}

// printFlags prints flags, but those that are common to many verbs.
func printFlags(out *strings.Builder, flags []*kong.Flag, common []*kong.Flag) {
	for _, flag := range flags {
		if flag.Hidden || flag.Name == "help" || slices.ContainsFunc(common, func(c *kong.Flag) bool { return c.Name == flag.Name && c.Help == flag.Help }) {
			continue
		}
		fmt.Fprintf(out, "- `--%s`: %s\n", flagAsTyped(flag), oneLine(flag.Help)+besidesHelp(flag))
	}
}

// flagAsTyped is a flag with what stands behind it.
func flagAsTyped(flag *kong.Flag) string {
	if flag.IsBool() {
		return flag.Name
	}
	if flag.PlaceHolder != "" {
		return flag.Name + " " + flag.PlaceHolder
	}
	return flag.Name + " " + strings.ToUpper(flag.Name)
}

// besidesHelp is what is to be known of a flag besides its help.
func besidesHelp(flag *kong.Flag) (said string) {
	if flag.Required {
		said += " Required."
	}
	if flag.IsCumulative() {
		said += " Can be given several times."
	}
	if flag.HasDefault && flag.Default != "" && !flag.IsBool() {
		said += " Default: `" + flag.Default + "`."
	}
	if len(flag.Envs) > 0 {
		said += " Can stand in `" + strings.Join(flag.Envs, "`, `") + "`."
	}
	return said
}

// sharedFlags are those that most of these verbs have.
func sharedFlags(verbs []*kong.Node) (shared []*kong.Flag) {
	for _, flag := range verbs[0].Flags {
		having := 0
		for _, verb := range verbs {
			if hasFlag(verb, flag) {
				having++
			}
		}
		if having > len(verbs)/2 && flag.Name != "help" {
			shared = append(shared, flag)
		}
	}
	return shared
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// exampleNames are what names of scripts stand for on a page; others are ids of events.
var exampleNames = map[string]string{
	"EX": "services/importing/example", "URL": "http://127.0.0.1:8080", "KEY": "VERIFIER-KEY", "DATA": "./ahd-data",
	"CHECKPOINT": "checkpoint.txt", "OLD": "kept.checkpoint",
}

// goldenExamples are lines of the golden scripts that succeed, by verb: of each the
// first that names no id of another event, else the first.
func goldenExamples(t *testing.T) map[string]string {
	t.Helper()
	examples, plain, verbs := map[string]string{}, map[string]bool{}, goldenVerbs(t)
	for _, name := range []string{"1-first", "2-served", "3-after"} {
		for _, l := range goldenSucceeded(t, name) {
			verb, typed := exampleOf(verbs, l)
			isPlain := !strings.Contains(typed, "EVENT-ID")
			if _, known := examples[verb]; !known || isPlain && !plain[verb] {
				examples[verb], plain[verb] = "ahd "+typed, isPlain
			}
		}
	}
	return examples
}

// goldenSucceeded are the lines of a script of which the golden file says exit 0.
func goldenSucceeded(t *testing.T, name string) (lines []string) {
	t.Helper()
	script, err := os.ReadFile(filepath.Join(goldenDir, name+".script"))
	if err != nil {
		t.Fatal(err)
	}
	answers, err := os.ReadFile(filepath.Join(goldenDir, name+".golden"))
	if err != nil {
		t.Fatal(err)
	}
	for text := range strings.SplitSeq(string(script), "\n") {
		if text != "" && !strings.HasPrefix(text, "#") && strings.Contains("\n"+string(answers), "\n"+goldenMark+text+"\nexit 0\n") {
			lines = append(lines, text)
		}
	}
	return lines
}

var (
	exampleName  = regexp.MustCompile(`\$([A-Za-z0-9]+)`)
	exampleExtra = regexp.MustCompile(`^(@\S+ |later )| --data \S+`)
)

// exampleOf is a line of a script as somebody would type it.
func exampleOf(verbs map[string]*kong.Node, text string) (verb, typed string) {
	typed = exampleExtra.ReplaceAllString(text, "")
	typed = strings.NewReplacer("$W/", "", "$F/", "").Replace(typed)
	typed = exampleName.ReplaceAllStringFunc(typed, func(name string) string {
		if stands, known := exampleNames[name[1:]]; known {
			return stands
		}
		return "EVENT-ID"
	})
	words := strings.Fields(typed)
	for n := 1; n <= min(2, len(words)); n++ {
		if path := strings.Join(words[:n], " "); verbs[path] != nil {
			verb = path
		}
	}
	return verb, typed
}
