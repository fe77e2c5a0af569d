// Package settings answers: which settings hold, and where did each come from?
package settings

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/alecthomas/kong"

	"ahd.example/ahd/events/durable"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/services/api"
)

// File is the file with settings: what neither a flag nor the environment says is
// taken from there. It is read when the command line is, once it is known where it lies.
type File struct {
	path   string            // "" where there is none
	values map[string]string // by the flag that they stand for
	looked bool
}

// Value is what the file says of a flag; "" where it says nothing.
func (f *File) Value(flag string) string { return f.values[flag] }

// Validate is asked by kong. What the file holds was checked when it was read.
func (f *File) Validate(*kong.Application) error { return nil }

// Resolve gives what the file says of a flag that was not typed. kong asks for flags that
// the environment sets too: those keep what they have.
func (f *File) Resolve(kctx *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	if !f.looked {
		f.looked = true
		if err := f.read(kctx); err != nil {
			return nil, err
		}
	}
	value, said := f.values[flag.Name]
	if !said || len(flag.Envs) == 0 || inEnvironment(flag) {
		return nil, nil
	}
	return value, nil
}

// inEnvironment reports whether the environment sets a flag.
func inEnvironment(flag *kong.Flag) bool {
	return slices.ContainsFunc(flag.Envs, func(name string) bool { _, set := os.LookupEnv(name); return set })
}

// read reads the file that --config or AHD_CONFIG names, or the one in the data folder if
// there is one.
func (f *File) read(kctx *kong.Context) error {
	path, named := fmt.Sprint(typedValue(kctx, "config")), true
	if path == "" {
		path, named = filepath.Join(fmt.Sprint(typedValue(kctx, "data")), folder.ConfigFile), false
	}
	content, err := durable.ReadFile(path, folder.LargestConfig)
	if errors.Is(err, fs.ErrNotExist) && !named {
		return nil
	}
	if err != nil {
		return badConfig("The configuration file cannot be read: it is missing, no file, or larger than 64 KB.").Because(err)
	}
	f.path = path
	f.values, err = readSettings(content, All(kctx.Model.Node))
	if _, moved := f.values["data"]; err == nil && moved && !named {
		return badConfig("The configuration file in a data folder cannot say where the data folder is.")
	}
	return err
}

// typedValue is what a flag of every command is given by what was typed and by the
// environment.
func typedValue(kctx *kong.Context, name string) any {
	i := slices.IndexFunc(kctx.Model.Flags, func(flag *kong.Flag) bool { return flag.Name == name })
	return kctx.FlagValue(kctx.Model.Flags[i])
}

// All are the flags of all commands that can stand in the environment, and so in the
// file: each once, those of every command first.
func All(node *kong.Node) (all []*kong.Flag) {
	add := func(flag *kong.Flag) {
		if len(flag.Envs) > 0 && !slices.ContainsFunc(all, func(known *kong.Flag) bool { return known.Name == flag.Name }) {
			all = append(all, flag)
		}
	}
	for _, flag := range node.Flags {
		add(flag)
	}
	for _, child := range node.Children {
		for _, flag := range All(child) {
			add(flag)
		}
	}
	return all
}

// badConfig is the problem of a configuration file that is not one. It repeats nothing of
// what stands there.
func badConfig(sentence string) *api.Problem {
	problem := api.Usage(sentence + " Nothing was recorded.")
	problem.Code = "config"
	return problem
}
