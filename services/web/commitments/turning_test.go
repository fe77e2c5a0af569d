package commitments_test

import "testing"

// An address that asks for events which a thing does not have is refused, like one that
// asks for a page which the list does not have.
func TestAnAddressOfEventsThatAreNotThereIsRefused(t *testing.T) {
	w, _ := long(t, 160)
	for asked, status := range map[string]int{
		"": 200, "?events=": 200, "?events=1": 200, "?event=2": 200, "?event=": 200, "?after=1": 200,
		"?events=0": 400, "?events=-1": 400, "?events=x": 400, "?events=99": 404, "?events=99999999999999999999": 400,
		"?event=x": 400, "?event=-1": 400, "?events=1&event=x": 400, "?event=0": 404, "?event=1": 404, "?event=999999": 404,
	} {
		if got := w.Get("/commitments/cm-1" + asked).Code; got != status {
			t.Errorf("%q: %d, and not %d", asked, got, status)
		}
	}
}
