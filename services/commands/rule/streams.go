package rule

import "ahd.example/ahd/events"

// CommitmentStream is where it is recorded what happens to a commitment.
func CommitmentStream(id string) events.Stream { return events.Stream{Kind: "commitment", ID: id} }

// MethodStream is where the versions of a method are recorded.
func MethodStream(id string) events.Stream { return events.Stream{Kind: "method", ID: id} }

// ConveningStream is where it is recorded what happens to a meeting.
func ConveningStream(id string) events.Stream { return events.Stream{Kind: "convening", ID: id} }
