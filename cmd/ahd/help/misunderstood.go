package help

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/alecthomas/kong"

	"ahd.example/ahd/services/api"
)

// Misunderstood is the problem of arguments that are none of a command's, with the help
// that says which there are.
func Misunderstood(err error, args []string) error {
	said := withoutValues(err.Error(), args)
	if program, is := programOf[strings.TrimPrefix(err.Error(), "unexpected argument ")]; is {
		said += ": that is a program of its own, “" + program + "”"
	}
	return api.Usage(fmt.Sprintf("%s. Nothing was recorded. See “%s --help”.", api.Capital(said), typedCommand(err))).Because(err)
}

// programOf are the programs that people look for among the commands of this one.
var programOf = map[string]string{"bench": "ahd-bench", "verify": "ahd-verify"}

// typedCommand is the command that was typed, as far as it is one.
func typedCommand(err error) string {
	command := "ahd"
	var parsed *kong.ParseError
	if !errors.As(err, &parsed) || parsed.Context == nil {
		return command
	}
	for _, part := range parsed.Context.Path {
		if part.Command != nil {
			command += " " + part.Command.Name
		}
	}
	return command
}

// typedValues are where kong repeats what was typed: a sentence of which the quotation
// marks were forgotten, a value that is none.
var typedValues = regexp.MustCompile(`^(unexpected argument) .*| but got .*$`)

// withoutValues leaves out what was typed, but the name of a command that there is not.
func withoutValues(text string, args []string) string {
	if text == "unexpected argument "+args[0] {
		return text
	}
	return typedValues.ReplaceAllString(text, "$1")
}
