package main

import (
	"strings"

	"github.com/alecthomas/kong"

	"ahd/cmd/ahd/verbs"
	"ahd/services/api"
	"ahd/services/recording"
	"ahd/services/reporting"
)

// newCLI is the command line before anything was typed.
func newCLI() *cli {
	return &cli{List: listCommand{filters: newFilters()}, Diff: diffCommand{filters: newFilters()}}
}

// newParser reads what is typed into a command line. Whatever wants to know which commands
// and flags there are asks its model, and no list beside it.
func newParser(c *cli, options ...kong.Option) (*kong.Kong, error) {
	return kong.New(c, append([]kong.Option{kong.Name("ahd"), kong.Description(description), variables()}, options...)...)
}

// variables are the lists that help texts name.
func variables() kong.Vars {
	return kong.Vars{
		"roles": strings.Join(recording.Roles, ", "),
		"lists": strings.Join(api.TableNames(), ", "), "kinds": strings.Join(verbs.KindNames(), ", "),
		"scopes": strings.Join(reporting.ScopeKinds, ", "), "formats": strings.Join(formats(), ", "),
	}
}

// leafPath is what is typed for a command, without its arguments: “record progress”.
func leafPath(node *kong.Node) string {
	path := node.Name
	for at := node.Parent; at != nil && at.Type == kong.CommandNode; at = at.Parent {
		path = at.Name + " " + path
	}
	return path
}
