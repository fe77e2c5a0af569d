package verbs

import "regexp"

// twoStops is where a sentence that was whole stands at the end of another.
var twoStops = regexp.MustCompile(`([\p{L}\p{N}”)])\.\.( [\p{Lu}“]|$)`)

// OneStop lets sentences that were joined end with one full stop each.
func OneStop(text string) string { return twoStops.ReplaceAllString(text, "$1.$2") }
