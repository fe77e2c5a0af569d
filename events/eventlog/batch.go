package eventlog

import (
	"fmt"
	"strconv"

	"ahd/events/cause"

	"github.com/ThreeDotsLabs/watermill/message"
)

// Batch reads a message of the Subscriber: the sequence of its first event and
// the bodies in order, which share memory with the payload.
func Batch(m *message.Message) (first uint64, bodies [][]byte, err error) {
	first, err = strconv.ParseUint(m.Metadata.Get(FirstKey), 10, 64)
	if err != nil {
		return 0, nil, cause.Of(fmt.Errorf("%w: the sequence of its first event is missing", ErrPacked), err)
	}
	bodies, err = Unpack(m.Payload)
	return first, bodies, err
}
