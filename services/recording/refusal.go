package recording

import "ahd.example/ahd/services/commands/rule"

// Refuse is a refusal of a service that brings commands here.
func Refuse(class error, code, sentence string) *rule.Refusal {
	return &rule.Refusal{Class: class, Code: code, Sentence: sentence}
}

// NotNow is a refusal because something cannot go on; cause is for the operator.
func NotNow(why, cause error) *rule.Refusal { return notNow(why).Because(cause) }

func outcomeUnknown(cause error) *rule.Refusal {
	return rule.Refuse(rule.ErrOutcomeUnknown, "outcome-unknown",
		"It is not known whether this was recorded. Send it again with the same id: it will not be recorded twice.").Because(cause)
}

func notNow(cause error) *rule.Refusal {
	return rule.Refuse(rule.ErrNotNow, "not-now", "Not recorded: %s.", cause).Because(cause)
}

// word is what people call a kind of stream.
func word(kind string) string {
	words := map[string]string{"party": "organisation", "convening": "meeting", "instrument": "declaration or set of recommendations"}
	if word, ok := words[kind]; ok {
		return word
	}
	return kind
}
