package book

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrFilter is returned for a filter that a list does not have, or for a value
// that it cannot have. The sentence can be shown to whoever asked.
var ErrFilter = errors.New("no such filter")

// NotStated is the value that filters for what nobody stated.
const NotStated = "null"

// Filter is one field that a list can be narrowed by.
type Filter struct {
	Where  string   // condition on one value, "kind = ?"
	Absent string   // condition for NotStated, "kind IS NULL"; empty if it is always stated
	Values []string // what it may be; nil for any text
	Words  bool     // whether it looks into search

	// Prepare turns what was asked for into the value; nil leaves it as it is.
	// Its errors are of class ErrFilter.
	Prepare func(asked string) (string, error)
}

// Column is the filter on a column. Without values, any text is looked for.
func Column(name string, values ...string) Filter {
	return Filter{Where: name + " = ?", Absent: name + " IS NULL", Values: values}
}

// InList is the filter on a column that holds a JSON list of texts.
func InList(name string) Filter {
	return Filter{
		Where:  "EXISTS (SELECT 1 FROM json_each(" + name + ") WHERE json_each.value = ?)",
		Absent: name + " = '[]'",
	}
}

// Where joins the conditions that were asked for, in the order of their names,
// so that the same question is the same statement. It returns ErrFilter.
func Where(asked map[string]string, allowed map[string]Filter) (string, []any, error) {
	conditions, args := []string{"1"}, []any(nil)
	for _, name := range sorted(asked) {
		value := asked[name]
		filter, known := allowed[name]
		switch {
		case !known:
			return "", nil, fmt.Errorf("this list cannot be filtered by %s, only by %s: %w",
				name, strings.Join(sorted(allowed), ", "), ErrFilter)
		case value == NotStated && filter.Absent != "":
			conditions = append(conditions, filter.Absent)
		case filter.Values != nil && !slices.Contains(filter.Values, value):
			return "", nil, fmt.Errorf("%s is one of %s: %w", name, strings.Join(filter.Values, ", "), ErrFilter)
		case filter.Prepare != nil:
			prepared, err := filter.Prepare(value)
			if err != nil {
				return "", nil, err
			}
			conditions, args = append(conditions, filter.Where), append(args, prepared)
		default:
			conditions, args = append(conditions, filter.Where), append(args, value)
		}
	}
	return strings.Join(conditions, " AND "), args, nil
}

// where is Where for a view, which sees what the filters look into.
func (v *View) where(asked map[string]string, allowed map[string]Filter) (string, []any, error) {
	where, args, err := Where(asked, allowed)
	for name := range asked {
		if err == nil && allowed[name].Words {
			err = v.look()
		}
	}
	return where, args, err
}

func sorted[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
