package commitments

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
)

// Filters are what the list can be narrowed by on a day. That what they find is what
// package commitment says of each is tested.
func Filters(on edtf.Day) map[string]book.Filter {
	today := commitment.ThresholdsOn(on, commitment.StaleDays)
	filters := map[string]book.Filter{
		book.Search:  book.Searched,
		"sdg_target": book.OfMany(book.InList("sdg_targets")), "group": book.InList("affected_groups"), "source": book.InList("sources"),
		"link": book.OfMany(linked), "link_scheme": linkedScheme, "agenda_of": agenda, "dated": dated, "held_in": heldIn,
		"stale": truthOf(today.IsStaleSQL()), "stale_after": staleAfter(today, on),
		"counted": counts(""), "not_counted": counts("NOT"), "of_kinds": ofKinds(ofThose), "not_of_kinds": ofKinds("NOT " + ofThose),
		"in_force":       truthOf(commitment.InForceSQL),
		"assigned":       truthOf("NOT " + commitment.UnassignedSQL),
		"open":           truthOf(commitment.OpenSQL),
		"has_assessment": truthOf(commitment.AssessedSQL),
		"independent":    book.Column(foundBy, "true", "false"),
		"timeliness":     book.Column(today.TimelinessSQL(), commitment.Values[commitment.AxisTimeliness]...),
	}
	return book.AddFilters(filters, all)
}

// truthOf is a filter on whether a condition holds; one that cannot be said does not.
func truthOf(condition string) book.Filter {
	return book.Column("CASE WHEN "+condition+" THEN 'true' ELSE 'false' END", "true", "false")
}

// staleAfter finds what is stale by a method that gives commitments without a review
// interval so many days.
func staleAfter(today commitment.Thresholds, on edtf.Day) book.Filter {
	return book.Filter{
		Where: today.StaleSQL(),
		Prepare: func(days string) (string, error) {
			n, err := strconv.Atoi(days)
			if err != nil || n < 1 || n > 3650 {
				return "", cause.Of(fmt.Errorf("stale_after is a number of days: %w", book.ErrFilter), err)
			}
			return commitment.QuietBy(on, n), nil
		},
	}
}

// ofThose is one of some kinds, which stand with commas between them.
const ofThose = "instr(',' || ? || ',', ',' || kind || ',') > 0"

// counts finds what counts in rates over some kinds, or what does not.
func counts(not string) book.Filter {
	return ofKinds(not + commitment.CountedSQL(ofThose))
}

func ofKinds(where string) book.Filter {
	return book.Filter{Where: where, Prepare: func(kinds string) (string, error) {
		for _, kind := range strings.Split(kinds, ",") {
			if !slices.Contains(commitment.Kinds, kind) {
				return "", fmt.Errorf("%s is no kind; the kinds are %s: %w", kind, strings.Join(commitment.Kinds, ", "), book.ErrFilter)
			}
		}
		return kinds, nil
	}}
}

// heldSpan prepares a period for the filter on it: its first and last day.
func heldSpan(period string) (string, error) {
	date, err := edtf.Parse(period)
	if err != nil {
		return "", cause.Of(fmt.Errorf("held_in is a period such as 2026 or 2026-04: %w", book.ErrFilter), err)
	}
	first, last := date.Bounds()
	if !first.Known || !last.Known {
		return "", fmt.Errorf("held_in is a period with a beginning and an end: %w", book.ErrFilter)
	}
	return first.Day.String() + "/" + last.Day.String(), nil
}

// The filters that are more than a look into one column.
var (
	// answeredFor finds what an organisation answers for, and what those answered
	// for that became part of it.
	answeredFor = book.Filter{
		Where: `lead_party IN (WITH RECURSIVE house(party) AS (
			SELECT ? UNION SELECT parties.id FROM parties JOIN house ON parties.merged_into = house.party) SELECT party FROM house)`,
		Absent: "lead_party IS NULL",
	}
	// within finds a district by its province too: PK-PB finds PK-PB/lahore.
	within = book.Filter{
		Where: `EXISTS (SELECT 1 FROM json_each(geography) WHERE ? IN (json_each.value,
			substr(json_each.value, 1, instr(json_each.value || '/', '/') - 1)))`,
		Absent: "geography = '[]'",
	}
	// linked is what one passage of others asks for: "tip/2023/4".
	linked = book.Filter{
		Where: `EXISTS (SELECT 1 FROM json_each(links) WHERE ? = (json_each.value ->> '$.scheme') || '/' ||
			(json_each.value ->> '$.year') || '/' || (json_each.value ->> '$.number'))`,
		Absent: "links = '[]'",
	}
	// dated is what belongs to a conference of which one can say when it was over.
	dated = book.Column(`CASE WHEN EXISTS (SELECT 1 FROM convenings AS c WHERE c.id = commitments.convening AND c.latest IS NOT NULL) THEN 'true' ELSE 'false' END`, "true", "false")
	// heldIn is what was declared at a conference within a period, as far as one can say.
	heldIn = book.Filter{
		Many: true, Prepare: heldSpan,
		Where: `EXISTS (SELECT 1 FROM convenings AS c, (SELECT ? AS span) WHERE c.id = commitments.convening
			AND c.earliest >= substr(span, 1, 10) AND c.latest <= substr(span, 12, 10))`,
	}
	linkedScheme = book.Filter{
		Where:  "EXISTS (SELECT 1 FROM json_each(links) WHERE json_each.value ->> '$.scheme' = ?)",
		Absent: "links = '[]'",
	}
	// agenda is what a convening has before it of those that it follows up: all that
	// stands there and is open, whether it was checked yet or not. Convenings that were found to be one count as one,
	// on both sides.
	agenda = book.Filter{
		Where: fmt.Sprintf(`(convening IN (WITH RECURSIVE
			asked(convening) AS (SELECT ?
				UNION SELECT convenings.id FROM convenings JOIN asked ON convenings.joined_into = asked.convening),
			followed(convening) AS (SELECT follows.earlier FROM follows JOIN asked ON follows.convening = asked.convening
				UNION SELECT convenings.joined_into FROM convenings JOIN followed ON convenings.id = followed.convening
					WHERE convenings.joined_into IS NOT NULL)
			SELECT convening FROM followed EXCEPT SELECT convening FROM asked)
			AND %s AND %s)`, commitment.StandsSQL, commitment.OpenSQL),
	}
)
