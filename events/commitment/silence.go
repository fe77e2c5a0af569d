package commitment

// What the silence of a commitment is (DOMAIN §6, "Silence is not blame").
const (
	Spoken        = "heard"
	Unassigned    = "unassigned"
	NeverAsked    = "never_asked"
	AskedNoAnswer = "asked_no_answer"
)

// IsSilent reports whether nobody reports.
func IsSilent(selfReported string) bool { return selfReported == NoReport }

// SilentSQL is IsSilent as SQL, over the column self_reported.
const SilentSQL = "self_reported = '" + NoReport + "'"

// UnassignedSQL is on whether no organisation answers, over the column lead_party.
const UnassignedSQL = "lead_party IS NULL"

// Silence says why nobody reports on a commitment: lead is who answers for it, and
// unanswered whether what was asked of it is.
func Silence(selfReported, lead string, unanswered bool) string {
	switch {
	case unanswered:
		return AskedNoAnswer
	case !IsSilent(selfReported):
		return Spoken
	case lead == "":
		return Unassigned
	}
	return NeverAsked
}

// What came of asking for an update.
const (
	WasNeverAsked = "never"
	NotAnswered   = "no_answer"
	WasAnswered   = "answered"
)

// Answers lists them.
var Answers = []string{WasNeverAsked, NotAnswered, WasAnswered}

// Answer says what came of asking: asked is the day on which that was done last, "" for
// never.
func Answer(asked string, unanswered bool) string {
	switch {
	case asked == "":
		return WasNeverAsked
	case unanswered:
		return NotAnswered
	}
	return WasAnswered
}

// AnswerSQL is Answer as SQL, over the columns asked and unanswered.
const AnswerSQL = "CASE WHEN asked IS NULL THEN '" + WasNeverAsked + "' WHEN unanswered = 1 THEN '" + NotAnswered + "' ELSE '" + WasAnswered + "' END"
