package main

import (
	"os"
	"strings"
	"testing"
)

// Whoever types a flag that a command does not have is led to the help of that command.
func TestAnUnknownFlagLeadsToTheHelpOfItsCommand(t *testing.T) {
	for _, leaf := range model(t, newCLI()).Model.Leaves(true) {
		command, _, _ := strings.Cut("ahd "+leaf.Path(), " <")
		args := append(strings.Fields(command)[1:], "--no-such-flag")
		if p := fails(t, 1, args...); !strings.Contains(p.Detail, "See “"+command+" --help”") || !strings.Contains(p.Detail, "Nothing was recorded.") {
			t.Errorf("%v: %s", args, p.Detail)
		}
	}
	if p := fails(t, 1, "nothing"); !strings.Contains(p.Detail, "See “ahd --help”") {
		t.Error(p.Detail)
	}
}

// Whoever looks for another program of the project among the commands is told its name.
func TestTheOtherProgramsAreNamed(t *testing.T) {
	programs, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	for _, program := range programs {
		verb, is := strings.CutPrefix(program.Name(), "ahd-")
		if !is {
			continue
		}
		for _, args := range [][]string{{verb}, {verb, "--load"}, {"--data", t.TempDir(), verb}} {
			if p := fails(t, 1, args...); !strings.Contains(p.Detail, "“"+program.Name()+"”") {
				t.Errorf("%v: %s", args, p.Detail)
			}
		}
	}
}
