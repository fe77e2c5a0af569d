package commitments

import (
	"fmt"

	"ahd/events/commitment"
	"ahd/events/edtf"
	"ahd/projections/book"
	"ahd/projections/search"
)

// Filters are what the list can be narrowed by on a day. That timeliness here
// and State.Timeliness agree is tested.
func Filters(on edtf.Day) map[string]book.Filter {
	timeliness := fmt.Sprintf("CASE WHEN due IS NULL THEN '%s' WHEN met IS NOT NULL THEN met WHEN due < '%s' THEN '%s' WHEN due <= '%s' THEN '%s' ELSE '%s' END",
		commitment.NoDate, on, commitment.Overdue, on.AddDays(commitment.DueSoonDays), commitment.DueSoon, commitment.OnSchedule)
	filters := map[string]book.Filter{
		search.Name: search.Filter,
		"id":        book.Column("id"), "kind": book.Column("kind", commitment.Kinds...),
		"convening": book.Column("convening"), "instrument": book.Column("instrument"),
		"working_group": book.Column("working_group"), "lead_party": answeredFor,
		"parent": book.Column("parent"), "pillar": book.Column("pillar", commitment.Pillars...),
		"verifiable": book.Column("verifiable", "true", "false"), "due": book.Column("due"),
		"sdg_target": book.InList("sdg_targets"), "geography": within, "group": book.InList("affected_groups"),
		"source": book.InList("sources"), "link": linked, "link_scheme": linkedScheme,
		"merged_into": book.Column("merged_into"), "agenda_of": agenda,
		"stale":      book.Column(fmt.Sprintf("CASE WHEN stale_from <= '%s' THEN 'true' ELSE 'false' END", on), "true", "false"),
		"proxy":      book.Column("CASE proxy WHEN 1 THEN 'true' ELSE 'false' END", "true", "false"),
		"contested":  book.Column("CASE contested WHEN 1 THEN 'true' ELSE 'false' END", "true", "false"),
		"timeliness": book.Column(timeliness, commitment.Values[commitment.AxisTimeliness]...),
	}
	for _, axis := range commitment.RecordedAxes {
		filters[axis] = book.Column(axis, commitment.Values[axis]...)
	}
	return filters
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
	linkedScheme = book.Filter{
		Where:  "EXISTS (SELECT 1 FROM json_each(links) WHERE json_each.value ->> '$.scheme' = ?)",
		Absent: "links = '[]'",
	}
	// agenda is what a convening has before it of those that it follows up: all that
	// is in force there and open. Convenings that were found to be one count as one,
	// on both sides.
	agenda = book.Filter{
		Where: fmt.Sprintf(`(convening IN (WITH RECURSIVE
			asked(convening) AS (SELECT ?
				UNION SELECT convenings.id FROM convenings JOIN asked ON convenings.joined_into = asked.convening),
			followed(convening) AS (SELECT follows.earlier FROM follows JOIN asked ON follows.convening = asked.convening
				UNION SELECT convenings.joined_into FROM convenings JOIN followed ON convenings.id = followed.convening
					WHERE convenings.joined_into IS NOT NULL)
			SELECT convening FROM followed EXCEPT SELECT convening FROM asked)
			AND record IN ('%s', '%s', '%s') AND closure IN ('%s', '%s'))`,
			commitment.Captured, commitment.Confirmed, commitment.Operationalised, commitment.Open, commitment.Reopened),
	}
)
