package eventlog

import (
	"errors"
	"testing"
)

func TestAPackedBatchIsUnpackedAsItWas(t *testing.T) {
	bodies := [][]byte{[]byte("one"), {}, []byte("three")}
	payload := Pack(bodies)
	if string(payload) != "\x00\x00\x00\x03one\x00\x00\x00\x00\x00\x00\x00\x05three" {
		t.Errorf("%q", payload)
	}
	got, err := Unpack(payload)
	if err != nil || len(got) != 3 || string(got[0]) != "one" || len(got[1]) != 0 || string(got[2]) != "three" {
		t.Errorf("%q, %v", got, err)
	}
	for cut := 1; cut < len(payload); cut++ {
		if cut == 7 || cut == 11 { // between two bodies
			continue
		}
		if _, err := Unpack(payload[:cut]); !errors.Is(err, ErrPacked) {
			t.Errorf("%d bytes of it: %v", cut, err)
		}
	}
	if got, err := Unpack(nil); err != nil || len(got) != 0 {
		t.Error(got, err)
	}
	// A body that its owner appends to does not write into the next one.
	_ = append(got[0], "!!!!!!!!"...)
	if string(payload) != string(Pack(bodies)) {
		t.Errorf("%q", payload)
	}
}

func FuzzUnpack(f *testing.F) {
	f.Add(Pack([][]byte{[]byte("a"), []byte("bc")}))
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 1})
	f.Fuzz(func(t *testing.T, payload []byte) {
		if bodies, err := Unpack(payload); err == nil && string(Pack(bodies)) != string(payload) {
			t.Errorf("%q is not what was packed", payload)
		}
	})
}
