package api

import (
	"slices"

	"ahd/events/codes"
	"ahd/events/edtf"
)

// Filter is one field that lists are narrowed by, with all that is said of it and offered
// for it. Which lists it narrows, and how, is theirs to say.
type Filter struct {
	Field       string      // as rows and addresses call it; the flag has dashes
	Placeholder string      // of the flag
	Help        string      // of the flag
	Of          string      // the kind of the things whose ids are its values; "" for others
	Codes       *codes.List // of which its values are; nil for others
	Null        bool        // what nobody stated can be chosen too
	Offers      []string    // values to choose from, where the list does not say them itself
}

// FilterOf is the filter on a field.
func FilterOf(field string) Filter {
	i := slices.IndexFunc(Filters, func(f Filter) bool { return f.Field == field })
	if i < 0 {
		return Filter{Field: field}
	}
	return Filters[i]
}

// Values are what there is to choose from for the filter, where that is little and the
// same for all lists that have it.
func (f Filter) Values() (values []string) {
	for _, t := range Tables {
		if _, has := t.Filters(edtf.Day{})[f.Field]; !has {
			continue
		}
		here := t.Values(f.Field)
		if values != nil && !slices.Equal(values, here) || here == nil {
			return nil
		}
		values = here
	}
	return values
}
