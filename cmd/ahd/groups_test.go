package main

import (
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// Whoever leaves out the verb of a group is told which there are.
func TestAGroupWithoutItsVerbSaysWhichThereAre(t *testing.T) {
	groups := 0
	var walk func(node *kong.Node, path []string)
	walk = func(node *kong.Node, path []string) {
		for _, child := range node.Children {
			if child.Type != kong.CommandNode || len(child.Children) == 0 {
				continue
			}
			groups++
			words := append(path[:len(path):len(path)], child.Name)
			first := child.Children[0].Name
			p := fails(t, 1, append(words, "--data", t.TempDir())...)
			if p.Code != "usage" || !strings.Contains(p.Detail, first) {
				t.Errorf("ahd %s: %+v, and not that %s is missing", strings.Join(words, " "), p, first)
			}
			walk(child, words)
		}
	}
	walk(model(t, newCLI()).Model.Node, nil)
	if groups < 5 {
		t.Errorf("%d groups were tried: this test looks in the wrong place", groups)
	}
}
