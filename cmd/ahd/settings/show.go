package settings

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"ahd.example/ahd/cmd/ahd/terminal"
	"ahd.example/ahd/services/api"
)

// Command shows what is in force.
type Command struct {
	Show show `cmd:"" help:"Show what is in force of what can be set, and where each value comes from."`
}

type show struct{}

// setting is one thing that can be set.
type setting struct {
	Name  string `json:"name"`
	Value string `json:"value"` // without passwords
	From  string `json:"from"`  // flag, environment, file, default
}

// inForce is the answer: the file that was read, null for none, and what is in force.
type inForce struct {
	File *string   `json:"file"`
	Rows []setting `json:"rows"`
}

// Run shows it.
func (*show) Run(kctx *kong.Context, file *File, t *terminal.Terminal) error {
	var answer inForce
	if file.path != "" {
		answer.File = &file.path
	}
	for _, flag := range All(kctx.Model.Node) {
		answer.Rows = append(answer.Rows, file.setting(kctx, flag))
	}
	document, err := api.Encode(answer)
	if err != nil {
		return err
	}
	return t.Print(document, func(json.RawMessage) error {
		for _, one := range answer.Rows {
			t.Line("%-11s  %s=%s", one.From, Key(one.Name), one.Value)
		}
		if file.path != "" {
			t.Note("The configuration file is %s.", file.path)
		}
		return nil
	})
}

// setting says what is in force, also of a flag that another command has.
func (f *File) setting(kctx *kong.Context, flag *kong.Flag) setting {
	one := setting{Name: flag.Name, Value: flag.Default, From: "default"}
	if flag.IsBool() && one.Value == "" {
		one.Value = "false"
	}
	if value, said := f.values[flag.Name]; said {
		one.Value, one.From = value, "file"
	}
	for _, name := range slices.Backward(flag.Envs) {
		if value, set := os.LookupEnv(name); set {
			one.Value, one.From = value, "environment"
		}
	}
	for _, part := range kctx.Path {
		if part.Flag == flag && !part.Resolved {
			one.Value, one.From = fmt.Sprint(flag.Target.Interface()), "flag"
		}
	}
	one.Value = passwords.ReplaceAllString(one.Value, "$1:…@")
	return one
}

// Key is how a flag is called in the file: nats-ca is NATS_CA.
func Key(flag string) string { return strings.ToUpper(strings.ReplaceAll(flag, "-", "_")) }
