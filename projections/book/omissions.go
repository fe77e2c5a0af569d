package book

import (
	"fmt"
	"slices"
)

// Omissions says what was left out of a list of columns: one that nothing writes, or that
// no list reads and none is narrowed by, unless it is among those that others ask for. It
// is for tests of such lists.
func Omissions[From, Now, To any](columns []TableColumn[From, Now, To], elsewhere ...string) (said []string) {
	to, seen, into := new(To), map[string]bool{}, map[any]string{}
	for _, c := range columns {
		if seen[c.Name] {
			said = append(said, fmt.Sprintf("there are two columns %s", c.Name))
		}
		seen[c.Name] = true
		if c.Begins == nil && c.Stands == nil {
			said = append(said, fmt.Sprintf("%s is never written", c.Name))
		}
		if shown := c.Read != nil || c.Filter.Where != ""; shown == slices.Contains(elsewhere, c.Name) {
			said = append(said, fmt.Sprintf("%s is shown by a row or a filter: %t", c.Name, shown))
		}
		if c.Read == nil {
			continue
		}
		if other := into[c.Read(to)]; other != "" {
			said = append(said, fmt.Sprintf("%s is read into the same as %s", c.Name, other))
		}
		into[c.Read(to)] = c.Name
	}
	return said
}
