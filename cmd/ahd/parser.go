package main

import (
	"strings"

	"ahd/services/commands/rule"

	"github.com/alecthomas/kong"

	"ahd/services/api"
	"ahd/services/reporting"
	"ahd/services/reporting/document"
)

// newCLI is the command line before anything was typed.
func newCLI() *cli {
	return &cli{List: listCommand{filters: newFilters()}, Diff: diffCommand{filters: newFilters()}, Record: recordVerbs()}
}

// newParser reads what is typed into a command line. Whatever wants to know which commands
// and flags there are asks its model, and no list beside it.
func newParser(c *cli, options ...kong.Option) (*kong.Kong, error) {
	return kong.New(c, append([]kong.Option{kong.Name("ahd"), kong.Description(description), variables(), kong.PostBuild(documented)}, options...)...)
}

// documented lets the help of a flag be what the field of its command says of itself.
func documented(k *kong.Kong) error {
	return kong.Visit(k.Model, func(node kong.Visitable, next kong.Next) error {
		if flag, is := node.(*kong.Flag); is && flag.Help == "" {
			flag.Help = flag.Tag.Get("doc")
		}
		return next(nil)
	})
}

// variables are the lists that help texts name.
func variables() kong.Vars {
	return kong.Vars{
		"roles": strings.Join(rule.Roles, ", "),
		"lists": strings.Join(api.TableNames(), ", "), "kinds": strings.Join(api.KindNames(), ", "),
		"scopes": strings.Join(reporting.ScopeKinds, ", "), "formats": strings.Join(document.FormNames(), ", "),
	}
}
