package commitments

import "ahd.example/ahd/projections/book"

// CountByLead counts the commitments for which each organisation answers, by party id.
func CountByLead(v *book.View) (map[string]int, error) {
	counts := map[string]int{}
	query := `SELECT lead_party, sum(n) FROM lead_tallies GROUP BY lead_party`
	if v.Laid() { // what is counted is what is now
		query = `SELECT lead_party, count(*) FROM commitments WHERE lead_party IS NOT NULL GROUP BY lead_party`
	}
	err := v.Rows(query, nil, func(scan func(...any) error) error {
		var party string
		var n int
		err := scan(&party, &n)
		counts[party] = n
		return err
	})
	return counts, err
}
