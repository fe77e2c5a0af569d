package edtf_test

import (
	"fmt"

	"ahd.example/ahd/events/edtf"
)

// What a source left open stays open, in words too.
func ExampleParse() {
	for _, text := range []string{"2026-04-03", "2026-04~", "XXXX-02-27", "2023-06-15/2023-08-14~", "1985/..", "27 February"} {
		date, err := edtf.Parse(text)
		if err != nil {
			fmt.Println("refused:", text)
			continue
		}
		fmt.Println(date.InWords())
	}
	// Output:
	// 3 April 2026
	// about April 2026
	// 27 February, year not stated
	// from 15 June 2023 to about 14 August 2023
	// since 1985
	// refused: 27 February
}

// A question about dates of which not everything was stated may have no answer.
func ExampleDate_BeforeDay() {
	today, err := edtf.ParseDay("2026-11-22")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, due := range []string{"2026-10", "2026-11", "2027", "XXXX-12-31"} {
		date, err := edtf.Parse(due)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("due %s, over before %s: %s\n", due, today, date.BeforeDay(today))
	}
	// Output:
	// due 2026-10, over before 2026-11-22: yes
	// due 2026-11, over before 2026-11-22: cannot be said
	// due 2027, over before 2026-11-22: no
	// due XXXX-12-31, over before 2026-11-22: cannot be said
}
