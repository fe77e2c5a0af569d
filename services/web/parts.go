package web

import "net/http"

// mostChoices is how many values a field offers to choose from.
const mostChoices = 500

// partOf is the part of some things of one kind that the address asks for by a name: of
// anything a register can have more than a page shows.
func partOf[T any](r *http.Request, name, address string, all []T) (shown []T, p part, err error) {
	if p, err = askedPart(r, name, address, len(all)); err != nil {
		return nil, p, err
	}
	return all[p.offset:p.To], p, nil
}

// few are the first of some links, and how many there are beyond.
func few(links []link) []link {
	if len(links) <= mostItems {
		return links
	}
	return append(links[:mostItems:mostItems], link{Words: "and " + count(len(links)-mostItems) + " more"})
}

// some are the first of some choices, and the chosen one wherever it stands.
func some(choices []choice) []choice {
	if len(choices) <= mostChoices {
		return choices
	}
	first := choices[:mostChoices:mostChoices]
	for _, c := range choices[mostChoices:] {
		if c.Chosen {
			first = append(first, c)
		}
	}
	return append(first, choice{Words: count(len(choices)-mostChoices) + " more are not offered here", Off: true})
}
