package main

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// ofThePast are documents that tell of what was, which need not be there any more.
var ofThePast = []string{"CHANGELOG.md"}

// documents are the pages that people read, by their place in the module.
func documents(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && name != root && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata") {
			return filepath.SkipDir
		}
		if strings.HasSuffix(name, ".md") {
			text, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			relative, err := filepath.Rel(root, name)
			found[filepath.ToSlash(relative)] = string(text)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) < 10 {
		t.Fatalf("only %d documents: this test looks in the wrong place", len(found))
	}
	return found
}

// A coordinator reads the README to its end; what only some need stands elsewhere.
func TestTheREADMEIsShort(t *testing.T) {
	t.Parallel()
	if lines := strings.Count(documents(t)["README.md"], "\n"); lines > 150 || lines < 20 {
		t.Errorf("it has %d lines", lines)
	}
}

// Each document can be reached from the README, so that what stands in it is found.
func TestEveryDocumentIsLinked(t *testing.T) {
	t.Parallel()
	all, reached := documents(t), map[string]bool{"README.md": true}
	for next := []string{"README.md"}; len(next) > 0; next = next[1:] {
		if slices.Contains(ofThePast, next[0]) {
			continue
		}
		for _, place := range linksOf(next[0], all[next[0]]) {
			if !reached[place] {
				reached[place] = true
				next = append(next, place)
			}
		}
	}
	for name := range all {
		if !reached[name] {
			t.Errorf("no document that the README leads to leads to %s", name)
		}
	}
}

var linkInText = regexp.MustCompile(`\]\(([^)#\s]+)(?:#[^)]*)?\)`)

// linksOf are the places in the module to which a document leads.
func linksOf(name, text string) (places []string) {
	for _, found := range linkInText.FindAllStringSubmatch(text, -1) {
		if !strings.Contains(found[1], "://") {
			places = append(places, path.Join(path.Dir(name), found[1]))
		}
	}
	return places
}

var placeInText = regexp.MustCompile("`((?:events|services|projections|cmd|deploy|\\.ci|\\.github)(?:/[A-Za-z0-9_.-]+)+)/?`")

// A link, and a file that is named, is there.
func TestEveryPlaceInADocumentExists(t *testing.T) {
	t.Parallel()
	seen := 0
	for name, text := range documents(t) {
		if slices.Contains(ofThePast, name) {
			continue
		}
		places := linksOf(name, text)
		for _, found := range placeInText.FindAllStringSubmatch(text, -1) {
			places = append(places, found[1])
		}
		for _, place := range places {
			seen++
			if _, err := os.Stat(filepath.Join(root, place)); err != nil {
				t.Errorf("%s names %s, which is not there", name, place)
			}
		}
	}
	if seen < 50 {
		t.Errorf("only %d places were found: this test looks in the wrong place", seen)
	}
}

var (
	fenced        = regexp.MustCompile("(?ms)^```\n(.*?)^```$")
	copiedCommand = regexp.MustCompile(`^(?:.*[ (])?(?:\./|/|\./cmd/)?ahd ([a-z].*)$`)
	afterCommand  = regexp.MustCompile(`\s+#.*$|\s+(\||&&|>).*$`)
	subCommand    = regexp.MustCompile(`\$\([^)]*\)`)
)

// Every line of a document that somebody copies is understood by the program.
func TestEveryCommandInADocumentIsUnderstood(t *testing.T) {
	t.Parallel()
	tried, parser := 0, model(t, newCLI())
	for name, text := range documents(t) {
		if slices.Contains(ofThePast, name) {
			continue
		}
		for _, block := range fenced.FindAllStringSubmatch(text, -1) {
			for line := range strings.SplitSeq(block[1], "\n") {
				found := copiedCommand.FindStringSubmatch(subCommand.ReplaceAllString(afterCommand.ReplaceAllString(line, ""), "x"))
				if found == nil {
					continue
				}
				tried++
				args := shellWords(found[1])
				if err := understood(parser, args); err != nil {
					t.Errorf("%s: ahd %s: %v", name, strings.Join(args, " "), err)
				}
			}
		}
	}
	if tried < 100 {
		t.Errorf("only %d commands were found: this test looks in the wrong place", tried)
	}
}

// understood reports what the program does not understand of a command line.
func understood(parser *kong.Kong, args []string) error {
	parsed, err := parser.Parse(spelled(args))
	if err != nil {
		return err
	}
	return once(parsed)
}

// shellWords are the words of a line as a shell parts them.
func shellWords(line string) (words []string) {
	var word strings.Builder
	quote, begun := rune(0), false
	for _, r := range line + " " {
		switch {
		case quote == 0 && (r == '"' || r == '\''):
			quote, begun = r, true
		case r == quote:
			quote = 0
		case quote == 0 && r == ' ':
			if begun {
				words = append(words, word.String())
			}
			word.Reset()
			begun = false
		default:
			word.WriteRune(r)
			begun = true
		}
	}
	return words
}

var (
	inlineVerb = regexp.MustCompile("`ahd ([a-z][a-z -]*)")
	inlineFlag = regexp.MustCompile("`--([a-z][a-z-]*)")
	inlineTest = regexp.MustCompile(`\b(Test[A-Z][A-Za-z]+|Fuzz[A-Z][A-Za-z]+|Example[A-Za-z_]+)\b`)
	inlineTask = regexp.MustCompile("`(?:\\./)?task ([a-z][a-z-]*)`")
)

// notFlagsOfAhd are flags of other programs that documents name.
var notFlagsOfAhd = []string{"update"}

// A verb, a flag, a test or a task that is named in a sentence is one.
func TestEveryNameInADocumentIsOne(t *testing.T) {
	t.Parallel()
	application := model(t, newCLI()).Model
	flags, tests := namesOfFlags(application), testsOfTheModule(t)
	tasks, err := os.ReadFile(root + "/Taskfile.yml")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range documents(t) {
		if slices.Contains(ofThePast, name) {
			continue
		}
		text = fenced.ReplaceAllString(text, "")
		for _, found := range inlineVerb.FindAllStringSubmatch(text, -1) {
			if words := strings.Fields(found[1]); !isVerb(application.Node, words) {
				t.Errorf("%s names the verb “ahd %s”, which is none", name, found[1])
			}
		}
		for _, found := range inlineFlag.FindAllStringSubmatch(text, -1) {
			if !flags[found[1]] && !slices.Contains(notFlagsOfAhd, found[1]) {
				t.Errorf("%s names the flag --%s, which is none", name, found[1])
			}
		}
		for _, found := range inlineTest.FindAllString(text, -1) {
			if !tests[found] {
				t.Errorf("%s names %s, which is no test", name, found)
			}
		}
		for _, found := range inlineTask.FindAllStringSubmatch(text, -1) {
			if !strings.Contains(string(tasks), "\n  "+found[1]+":\n") {
				t.Errorf("%s names the task %s, which is none", name, found[1])
			}
		}
	}
}

// isVerb reports whether words begin with a verb, or are the beginning of some.
func isVerb(node *kong.Node, words []string) bool {
	if len(words) == 0 || len(node.Children) == 0 || strings.HasPrefix(words[0], "-") {
		return true
	}
	for _, child := range node.Children {
		if child.Name == words[0] {
			return isVerb(child, words[1:])
		}
	}
	return false
}

// flagsOf are the names of all flags of the program.
func namesOfFlags(application *kong.Application) map[string]bool {
	names := map[string]bool{}
	for _, leaf := range application.Leaves(true) {
		for _, group := range leaf.AllFlags(true) {
			for _, flag := range group {
				names[flag.Name] = true
			}
		}
	}
	return names
}

var declaredTest = regexp.MustCompile(`(?m)^func ((?:Test|Fuzz|Example)[A-Za-z_]+)\(`)

// testsOfTheModule are the names of all tests.
func testsOfTheModule(t *testing.T) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for _, file := range goFiles(t) {
		if !strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range declaredTest.FindAllStringSubmatch(string(text), -1) {
			names[found[1]] = true
		}
	}
	return names
}
