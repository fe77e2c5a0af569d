package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"ahd.example/ahd/cmd/ahd/settings"
)

// shownConfig is what “config show” says.
type shownConfig struct {
	File *string `json:"file"`
	Rows []struct{ Name, Value, From string }
}

func (s shownConfig) of(name string) [2]string {
	for _, row := range s.Rows {
		if row.Name == name {
			return [2]string{row.Value, row.From}
		}
	}
	return [2]string{"is not there"}
}

// settingsOf are all settings, read anew.
func settingsOf(t *testing.T) []*kong.Flag {
	t.Helper()
	all := settings.All(model(t, newCLI()).Model.Node)
	if len(all) < 15 {
		t.Fatalf("only %d settings: this test looks in the wrong place", len(all))
	}
	return all
}

// sample is a value that a setting takes, and another one.
func sample(flag *kong.Flag) (one, other string) {
	switch {
	case flag.Enum != "":
		return flag.EnumSlice()[1], flag.EnumSlice()[0]
	case flag.IsBool():
		return "true", "false"
	case flag.Name == "replicas":
		return "3", "5"
	}
	return "one", "other"
}

// A setting is called the same as a flag, in the environment and in the file. A flag wins
// over the environment, the environment over the file, the file over what is usual; and what
// is said to be in force is.
func TestEverySettingCanStandInTheFile(t *testing.T) {
	pinned(t) // no setting of the environment is in force
	for i, flag := range settingsOf(t) {
		if want := []string{"AHD_" + settings.Key(flag.Name)}; !slices.Equal(flag.Envs, want) {
			t.Errorf("--%s is called %v in the environment, not %v", flag.Name, flag.Envs, want)
		}
		if flag.Name == "config" {
			continue
		}
		one, other := sample(flag)
		prefix := []string{"", "AHD_"}[i%2] // both are read alike
		file := put(t, "ahd.conf", "# a comment\n\n"+prefix+settings.Key(flag.Name)+" = \""+one+"\"\n")
		shows := func() string { return ok(t, "config", "show", "--config", file).out }
		if flag.Name == "json" { // of the file, it says how this is shown
			shows = func() string {
				got := read[shownConfig](t, ok(t, "config", "show", "--config", file)).of("json")
				return got[1] + " JSON=" + got[0]
			}
		}
		if !saysSetting(shows(), flag, one, "file") {
			t.Errorf("%s%s of the file: %s", prefix, settings.Key(flag.Name), shows())
		}
		if flag.Name != "json" {
			t.Setenv(flag.Envs[0], other)
			if !saysSetting(shows(), flag, other, "environment") {
				t.Errorf("%s of the environment: %s", flag.Envs[0], shows())
			}
		}
		t.Setenv(flag.Envs[0], other)
		if got := valueIn(t, flag.Name, file); got != other {
			t.Errorf("--%s is %q with a file that says %q and an environment that says %q", flag.Name, got, one, other)
		}
		os.Unsetenv(flag.Envs[0])
		if got := valueIn(t, flag.Name, file); got != one {
			t.Errorf("--%s is %q with a file that says %q", flag.Name, got, one)
		}
	}
}

// saysSetting reports whether a line says what a setting is, and where that comes from.
func saysSetting(shown string, flag *kong.Flag, value, from string) bool {
	for line := range strings.SplitSeq(shown, "\n") {
		if slices.Equal(strings.Fields(line), []string{from, settings.Key(flag.Name) + "=" + value}) {
			return true
		}
	}
	return false
}

// valueIn is what a flag is for whichever command has it, with a configuration file.
func valueIn(t *testing.T, name, file string) string {
	t.Helper()
	conf := &settings.File{}
	parser, err := newParser(newCLI(), kong.Resolvers(conf))
	if err != nil {
		t.Fatal(err)
	}
	for _, leaf := range parser.Model.Leaves(true) {
		for _, flags := range leaf.AllFlags(true) {
			for _, flag := range flags {
				if flag.Name != name || len(flag.Envs) == 0 {
					continue
				}
				if _, err := parser.Parse(append(requiredBy(leaf, flag), "--config", file)); err != nil {
					t.Fatal(err)
				}
				return strings.Trim(string(encoded(t, flag.Target.Interface())), `"`)
			}
		}
	}
	t.Fatalf("no command has --%s", name)
	return ""
}

// The file lies in the data folder unless somebody names one, and every command goes by it.
func TestTheFileLiesInTheDataFolder(t *testing.T) {
	pinned(t)
	dir := imported(t)
	if shown := read[shownConfig](t, ok(t, "config", "show", "--json", "--data", dir)); shown.File != nil || shown.of("data") != [2]string{dir, "flag"} || shown.of("listen")[1] != "default" {
		t.Errorf("%+v", shown)
	}
	if err := os.WriteFile(filepath.Join(dir, "ahd.conf"), []byte("JSON=true\nNATS=nats://node:secret@log-1:4222,nats://node:secret@log-2:4222\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	said := ok(t, "config", "show", "--data", dir)
	shown := read[shownConfig](t, said)
	if shown.File == nil || *shown.File != filepath.Join(dir, "ahd.conf") || strings.Contains(said.out, "secret") || shown.of("nats")[1] != "file" {
		t.Errorf("%+v", shown)
	}
	if said := ok(t, "config", "show", "--json=false", "--data", dir).out; !strings.Contains(said, "JSON=false") || !strings.Contains(said, "NATS=nats://node:…@log-1:4222,nats://node:…@log-2:4222") {
		t.Error(said)
	}
	if p := fails(t, 3, "list", "parties", "--data", dir); p.Code != "log.another-address" {
		t.Errorf("the address of the file was not looked at: %+v", p)
	}
	ok(t, "log", "move", "--embedded", "--data", dir) // nobody typed another address
	t.Setenv("AHD_NATS", "")
	if a := ok(t, "list", "parties", "--data", dir); !strings.HasPrefix(a.out, "{") {
		t.Error(a.out)
	}
}

// What the file should not say is refused, with the line and without what stands there.
func TestAFileThatIsNotOneIsRefused(t *testing.T) {
	pinned(t)
	for content, says := range map[string]string{
		"LISTEN=x\nLISSEN=secret":          "Line 2 of the configuration file names a setting that there is not: did you mean LISTEN?",
		"listen=secret":                    "did you mean LISTEN?",
		"NATSCREDS=secret":                 "did you mean NATS_CREDS?",
		"secret":                           "Line 1 of the configuration file is not KEY=value",
		"LISTEN=secret\nAHD_LISTEN=secret": "Line 2 of the configuration file says something again",
		"AS=":                              "whoever was meant is missing",
		`ROLE=""`:                          "whoever was meant is missing",
		"CONFIG=secret":                    "names another configuration file",
		`LISTEN="secret`:                   "does not close them",
		"LISTEN=\xff":                      "not valid UTF-8",
		"REPLICAS=many":                    "--replicas",
		"PROGRESS=loud":                    "--progress",
	} {
		p := fails(t, 1, "status", "--config", put(t, "ahd.conf", content))
		if !strings.Contains(p.Detail, says) || strings.Contains(p.Detail, "secret") || p.Recorded == nil || *p.Recorded {
			t.Errorf("%q: %+v", content, p)
		}
	}
	if p := fails(t, 1, "status", "--config", filepath.Join(t.TempDir(), "none.conf")); p.Code != "config" {
		t.Errorf("%+v", p)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "ahd.conf"), []byte("DATA=/elsewhere\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if p := fails(t, 1, "status", "--data", dir); !strings.Contains(p.Detail, "cannot say where the data folder is") {
		t.Errorf("%+v", p)
	}
	ok(t, "status", "--help") // help is shown whatever a file says
}
