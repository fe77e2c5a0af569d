package main

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

const card = "35202-1234567-1" // the number of no card

// verbsThatRecord are the verbs of “ahd record” with their flags, as the program has
// them.
func verbsThatRecord(t *testing.T) []*kong.Node {
	t.Helper()
	for _, node := range model(t, newCLI()).Model.Children {
		if node.Name == "record" {
			return node.Children
		}
	}
	t.Fatal("there is no verb “record”: this test looks in the wrong place")
	return nil
}

// typedIn is how a flag is given with a text.
func typedIn(flag *kong.Flag, text string) []string {
	if flag.IsMap() {
		return []string{"--" + flag.Name, "k=" + text}
	}
	return []string{"--" + flag.Name, text}
}

// needed are all flags that a verb cannot be without, with something harmless.
func needed(verb *kong.Node, but string, file string) (args []string) {
	for _, flag := range verb.Flags {
		switch kind := flag.Target.Kind(); {
		case flag.Name == but || !flag.Required:
		case flag.Name == "file":
			args = append(args, "--file", file)
		case kind == reflect.Int || kind == reflect.Int64:
			args = append(args, "--"+flag.Name, "1")
		default:
			args = append(args, typedIn(flag, "x-1")...)
		}
	}
	return args
}

// takesText reports whether a flag takes a text.
func takesText(flag *kong.Flag) bool {
	shape := flag.Target.Type()
	for shape.Kind() == reflect.Pointer || shape.Kind() == reflect.Slice || shape.Kind() == reflect.Map {
		shape = shape.Elem()
	}
	return shape.Kind() == reflect.String && flag.Name != "receipt"
}

// No flag of any verb that records takes the number of an identity card into the record
// or into the texts, and no answer repeats it; over the socket, as every script does it.
func TestNoFlagOfAnyVerbTakesTheNumberOfACard(t *testing.T) {
	t.Parallel()
	dir := imported(t)
	start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	file := filepath.Join(t.TempDir(), "note.txt")
	if err := os.WriteFile(file, []byte("We will open a shelter."), 0o600); err != nil {
		t.Fatal(err)
	}
	tried, seen := 0, 0
	common := map[string]bool{"as": false, "role": false, "on-behalf-of": false, "command-id": false, "commitment": false, "reason": false}
	for _, verb := range verbsThatRecord(t) {
		for _, flag := range verb.Flags {
			done, every := common[flag.Name]
			if !takesText(flag) || flag.Name == "file" || done {
				continue
			}
			if every { // tried with one verb: it is the same flag
				common[flag.Name] = true
			}
			args := append([]string{"record", verb.Name}, needed(verb, flag.Name, file)...)
			a := ahd(t, append(append(args, typedIn(flag, card)...), "--confirmed=true", "--data", dir, "--json")...)
			if strings.Contains(a.err, "unknown flag --confirmed") {
				a = ahd(t, append(append(args, typedIn(flag, card)...), "--data", dir, "--json")...)
			}
			tried++
			if strings.Contains(a.err, `"text.cnic"`) {
				seen++
			}
			if a.code == 0 || strings.Contains(a.err, "1234567") && strings.Contains(a.err, `"code":"text.`) {
				t.Errorf("record %s --%s: exit %d: %s", verb.Name, flag.Name, a.code, a.err)
			}
		}
	}
	if tried < 200 || seen < 100 {
		t.Errorf("%d flags tried, %d seen by the guard: this test looks in the wrong place", tried, seen)
	}
	nowhere(t, dir, "1234567")
}

// nowhere refuses a text in any file of a folder.
func nowhere(t *testing.T, dir, text string) {
	t.Helper()
	files := 0
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err != nil || !info.Mode().IsRegular() {
			return nil // gone meanwhile, or no file
		}
		files++
		if content, err := os.ReadFile(path); err == nil && bytes.Contains(content, []byte(text)) {
			t.Errorf("%s holds it", strings.TrimPrefix(path, dir))
		}
		return nil
	})
	if err != nil || files < 5 {
		t.Errorf("%d files: %v", files, err)
	}
}

// A source is looked at too, whichever verb brings it; and a file that a source comes
// from is not called by a number.
func TestNoSourceTakesTheNumberOfACard(t *testing.T) {
	dir, out := imported(t), t.TempDir()
	for name, content := range map[string]string{"a.txt": "1. Her card is " + card + ".", "b.txt": "", "c.txt": "x\x00y", card + ".txt": "1. We will."} {
		file := filepath.Join(out, name)
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, args := range [][]string{
			{"record", "source", "--id", "s-x", "--file", file, "--confirmed"},
			{"record", "attach", "--instrument", "recommendations-lea", "--source", "s-x", "--file", file, "--confirmed"},
			{"import", "ratings", file, "--confirmed"},
		} {
			if a := ahd(t, append(args, "--data", dir)...); a.code == 0 {
				t.Errorf("%s is taken by %s %s", name, args[0], args[1])
			}
		}
	}
	nowhere(t, dir, "1234567")
}

// What a file holds that only has to be confirmed is listed by a dry run and refused by
// the run, until somebody confirms it; what is recorded is not asked about again.
func TestAnImportAsksBeforeItRecords(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	register := alteredExample(t, `"note": "`, `"note": "Call 0300-1234567. `)
	args := []string{"import", "register", register, "--sources", exampleDir + "/sources", "--data", dir, "--json"}
	dry := ahd(t, append(args, "--dry-run")...)
	found := read[struct {
		Findings []struct{ Item, Field, Kind string }
	}](t, dry).Findings
	if dry.code != 2 || len(found) == 0 || found[0].Kind != "phone" || !strings.HasSuffix(found[0].Field, "note") || !strings.Contains(dry.err, "text.sensitive") {
		t.Errorf("exit %d: %v %s", dry.code, found, dry.err)
	}
	if p := fails(t, 2, args[:len(args)-1]...); p.Code != "text.sensitive" || len(p.Faults) == 0 {
		t.Errorf("%+v", p)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("a refused import made a folder")
	}
	ok(t, append(args, "--dry-run", "--confirmed")...)
	ok(t, append(args, "--confirmed")...)
	again := read[struct {
		New struct{ Commitments, Sources int }
	}](t, ok(t, args...))
	if again.New.Commitments != 0 || again.New.Sources != 0 {
		t.Errorf("%+v", again)
	}
	ok(t, append(args, "--dry-run")...)
}

// alteredExample is the example register with a piece of it changed once.
func alteredExample(t *testing.T, from, to string) string {
	t.Helper()
	text, err := os.ReadFile(exampleDir + "/register.json")
	if err != nil || !bytes.Contains(text, []byte(from)) {
		t.Fatal(err, "the example register holds no such piece")
	}
	file := filepath.Join(t.TempDir(), "register.json")
	at := bytes.LastIndex(text, []byte(from))
	text = append(append(bytes.Clone(text[:at]), to...), text[at+len(from):]...)
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// What is recorded already is not asked about again: the same command sent without a
// word about what it was doubted for answers as before. A refusal names kind and field.
func TestWhatIsRecordedIsNotAskedAboutAgain(t *testing.T) {
	dir := imported(t)
	id := "0197f3c2-5c1e-7c3a-9a55-0d6f1f2b3c4d"
	args := progress(dir, id, "planning", "Call 0300-1234567")
	asked := ahd(t, args...)
	if asked.code != 2 || !strings.Contains(asked.err, `"findings":[{"field":"narrative","kind":"phone","refused":false}]`) || strings.Contains(asked.err, "1234567") {
		t.Errorf("exit %d: %s", asked.code, asked.err)
	}
	first := read[recordedAt](t, ok(t, append(args, "--confirmed")...))
	again := read[recordedAt](t, ok(t, args...))
	if !first.Recorded || again.Recorded || again.Sequence != first.Sequence {
		t.Errorf("%+v, then %+v", first, again)
	}
}
