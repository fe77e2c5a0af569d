package eventlog

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"

	"github.com/ThreeDotsLabs/watermill/message"

	"ahd.example/ahd/events/cause"
)

// ErrPacked is returned for bytes that are not a packed batch.
var ErrPacked = errors.New("not a packed batch of events")

// Pack puts the bodies of a batch into one payload: for each its length, four
// bytes, the greatest first, and then itself. It is how the ledger keeps them too.
func Pack(bodies [][]byte) []byte {
	size := 0
	for _, body := range bodies {
		size += 4 + len(body)
	}
	payload := make([]byte, 0, size)
	for _, body := range bodies {
		payload = binary.BigEndian.AppendUint32(payload, uint32(len(body)))
		payload = append(payload, body...)
	}
	return payload
}

// Unpack gives the bodies of a packed batch. They share memory with payload.
func Unpack(payload []byte) ([][]byte, error) {
	var bodies [][]byte
	for len(payload) > 0 {
		if len(payload) < 4 {
			return nil, ErrPacked
		}
		size := int64(binary.BigEndian.Uint32(payload))
		payload = payload[4:]
		if size > int64(len(payload)) {
			return nil, ErrPacked
		}
		bodies = append(bodies, payload[:size:size])
		payload = payload[size:]
	}
	return bodies, nil
}

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
