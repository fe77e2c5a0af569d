package reporting

import (
	"strings"

	"ahd.example/ahd/events"
)

// Bearing says whether an event can change a summary of what was known before it, and
// whether it corrects something: then what was known was not so, rather than that
// something happened since.
func Bearing(payload events.Payload) (bears, corrects bool) {
	switch payload.(type) {
	case events.CommitmentCorrected, events.CommitmentClassified, events.CommitmentWorded, events.VerifiabilityJudged, events.CommitmentMerged,
		events.CommitmentUnmerged, events.CommitmentSplit, events.CommitmentRejected, events.CommitmentUnlinked, events.ProgressRetracted,
		events.ReportContested, events.EvidenceRetracted, events.DisputeHidden, events.ConveningDateAsserted, events.ConveningDateCorrected,
		events.ConveningJoined, events.ConveningParted, events.PartyMerged, events.PartyUnmerged, events.PartyNamed, events.SmartRated:
		return true, true
	case events.CommitmentCorroborated, events.CommitmentSuspended, events.CommitmentResumed, events.ResponseRecorded, events.MilestoneSet,
		events.MilestoneRevised, events.MilestoneDropped, events.TextErased:
		return false, false
	}
	return strings.HasPrefix(string(payload.Type()), "ahd.commitment."), false
}
