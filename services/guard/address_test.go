package guard_test

import (
	"testing"

	"ahd.example/ahd/services/guard"
)

// In an address or an id thirteen digits together are asked about, and divided as a
// card's they are refused. Words stand there between signs.
func TestInAnAddressThirteenDigitsAreAskedAbout(t *testing.T) {
	for text, want := range map[string]guard.Kind{
		"https://example.org/?id=3520112345671":         guard.Number13,
		"https://example.org/posts/1700000000000/print": guard.Number13,
		"p-3520112345671":                               guard.Number13,
		"https://example.org/12345/12345678":            guard.Number13,
		"https://example.org/123456789012/1":            guard.Number13, // a second page
		"https://example.org/35201-1234567-1":           guard.CNIC,
		"https://example.org/35201/1234567/1.pdf":       guard.CNIC,
		"p-35201-1234567-1":                             guard.CNIC,
		"https://example.org/۳۵۲۰۱-۱۲۳۴۵۶۷-۱":           guard.CNIC,
		"https://example.org/0300-1234567":              guard.Phone,
		"https://wa.me/923001234567":                    guard.Phone,
		"https://example.org/fir-no-123-24.pdf":         guard.FIR,
		"mailto:ayesha.k@example.org":                   guard.Email,
		"https://example.org/?from=ayesha@example.org":  guard.Email,
		"https://example.org/minor-victim-ayesha-found": guard.VictimName,
		"https://example.org/news/kulsoom-bibi-freed":   guard.WomanName,
		"victim-ayesha":                                 guard.VictimName,
		"ayesha-14-years":                               guard.NameBesideAge,
		"https://example.org/house-12-street-5":         guard.Address,
	} {
		found := guard.LookAddress(text)
		if len(found) != 1 || found[0].Kind != want {
			t.Errorf("%s: %v, want %s", text, found, want)
		}
	}
}

func TestInOrdinaryAddressesAndIdsNothingIsFound(t *testing.T) {
	for _, text := range []string{
		"", "cm-b6-pk-pb", "conference-legal-frameworks", "source-001", "PK-PB", "018f3c9e-1234-7abc-8def-123456789012",
		"bd6d17c576594465836ecc6fa3520112345671d18d79aa65e4b7880068d59d7d",
		"https://example.org/2026/10/31/islamabad-convenes-summit-on-child-trafficking", "https://x.example/status/1234567890123456789",
		"https://www.example.pk/news/1948773", "https://example.org/section-371-a-ppc.pdf#page=14", "urn:ahd:example",
		"https://example.org/imran-khan-sentenced-to-14-years", "https://example.org/@ministry/video/12", "https://example.org/fatima-memorial-hospital",
		"https://example.org/wp-content/uploads/2026/03/Annual-Report-2025-26.pdf", "m-2-of-12", "lahore-2026-3",
	} {
		if found := guard.LookAddress(text); len(found) > 0 {
			t.Errorf("%s: %v", text, found)
		}
	}
}

// In a text the address of a page is an address too; everywhere else thirteen digits
// are a card's.
func TestThirteenDigitsInATextAreRefusedUnlessAPageIsCalledSo(t *testing.T) {
	for text, want := range map[string]guard.Kind{
		"her card is 3520112345671":               guard.CNIC,
		"see https://example.org/3520112345671":   guard.Number13,
		"see https://example.org/35201-1234567-1": guard.CNIC,
		"id=3520112345671":                        guard.CNIC,
	} {
		if found := guard.Look(text); len(found) != 1 || found[0].Kind != want {
			t.Errorf("%s: %v, want %s", text, found, want)
		}
	}
	if found := guard.Look("ISBN 9789221234567"); len(found) > 0 {
		t.Errorf("a book: %v", found)
	}
}
