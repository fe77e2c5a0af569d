package rule

import "ahd/events"

// CommitmentStream is where it is recorded what happens to a commitment.
func CommitmentStream(id string) events.Stream { return events.Stream{Kind: "commitment", ID: id} }

// Parties are the organisations with these ids, as far as they are stated.
func Parties(ids ...*string) (streams []events.Stream) {
	for _, id := range ids {
		if id != nil {
			streams = append(streams, events.Stream{Kind: "party", ID: *id})
		}
	}
	return streams
}

// StreamsOf are the streams of a kind with these ids, as far as they are stated.
func StreamsOf(kind string, ids ...*string) (streams []events.Stream) {
	for _, id := range ids {
		if id != nil {
			streams = append(streams, events.Stream{Kind: kind, ID: *id})
		}
	}
	return streams
}

// MethodStream is where the versions of a method are recorded.
func MethodStream(id string) events.Stream { return events.Stream{Kind: "method", ID: id} }

// ConveningStream is where it is recorded what happens to a meeting.
func ConveningStream(id string) events.Stream { return events.Stream{Kind: "convening", ID: id} }
