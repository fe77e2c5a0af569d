package importing_test

import (
	"reflect"
	"strings"
	"testing"

	"ahd.example/ahd/services/importing"
)

// secret is what somebody typed where it does not belong.
const secret = "Mst. Zahra d/o Karim"

// Whatever field holds what is none of its values, the faults name thing and field, and
// do not repeat it.
func TestNoFaultRepeatsWhatWasTyped(t *testing.T) {
	fields, refused := paths(reflect.TypeFor[importing.Register](), ""), 0
	for _, path := range fields {
		in := small(t)
		put(in.register, path, secret)
		_, err := in.prepare(t)
		if err == nil {
			continue // words may stand there
		}
		refused++
		if strings.Contains(err.Error(), "Zahra") {
			t.Errorf("%s: %s", path, err)
		}
	}
	if refused < 25 {
		t.Errorf("%d of %d fields refuse it: this test looks in the wrong place", refused, len(fields))
	}
}

func TestNoFaultOfARatingRepeatsIt(t *testing.T) {
	good := []string{"tip-tier", "2015", "PK", "Tier 2"}
	for n := range good {
		row := append([]string{}, good...)
		row[n] = secret + strings.Repeat("\t", 1)
		if _, err := ratings("scheme,year,place,rating\n" + strings.Join(row, ",") + "x\n"); err == nil || strings.Contains(err.Error(), "Zahra") {
			t.Errorf("%s: %v", good[n], err)
		}
	}
}

// A fault of a quote says which.
func TestAFaultOfAQuoteNamesItsPlace(t *testing.T) {
	in := small(t)
	in.at("items", 0)["quotes"] = []any{map[string]any{"source": "s-1", "quote": "We will"}, map[string]any{"source": "s-1", "quote": "open"}, map[string]any{"source": "s-1", "quote": secret}}
	_, err := in.prepare(t)
	if err == nil || !strings.Contains(err.Error(), "commitment/i-1, quotes[2]: it does not stand in s-1 word for word") {
		t.Error(err)
	}
}
