package cause_test

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"

	"ahd.example/ahd/events/cause"
)

var errClass = errors.New("it cannot be read")

func TestTheCauseIsThereAndIsNotSaid(t *testing.T) {
	found := &fs.PathError{Op: "open", Path: "/home/somebody/key", Err: fs.ErrPermission}
	err := fmt.Errorf("the register: %w", cause.Of(errClass, found))
	if err.Error() != "the register: it cannot be read" {
		t.Errorf("it says %q", err)
	}
	var path *fs.PathError
	if !errors.Is(err, errClass) || !errors.Is(err, fs.ErrPermission) || !errors.As(err, &path) {
		t.Error("its class or its cause is not in it")
	}
}

func TestWithoutACauseItIsWhatIsSaid(t *testing.T) {
	if err := cause.Of(errClass, nil); err != errClass {
		t.Errorf("it is %v", err)
	}
	if err := cause.Of(nil, errClass); err != nil {
		t.Errorf("nothing was said, and it is %v", err)
	}
}
