package peers

import (
	"os"
	"os/exec"
	"runtime"
	"testing"
	"time"
)

func TestAProcessIsReadWhateverItIsCalled(t *testing.T) {
	pid, parent, used := parseStat("42 (a) b (c) S 7 42 42 0 -1 4194560 1 2 3 4 10 20 30 40 20 0 1 0 12345 1 2 3")
	if pid != 42 || parent != 7 || used != time.Second {
		t.Error(pid, parent, used)
	}
	if _, _, used := parseStat("42 (a) S 7"); used != 0 {
		t.Error(used)
	}
}

// What the processes of a server use is counted, and not what others do.
func TestATreeOfProcessesIsCounted(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the system does not say what a process uses")
	}
	child := exec.Command("sh", "-c", "sh -c 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; read wait <&3' & wait")
	held, release, err := os.Pipe() // what has ended counts for whoever waited for it: it must not end
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	defer release.Close()
	child.ExtraFiles = []*os.File{held}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		child.Process.Kill()
		child.Wait()
	}()
	for end := time.Now().Add(time.Minute); treeCPU(child.Process.Pid) == 0; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("what the process of a process uses is not counted")
		}
	}
	if part := treeCPU(child.Process.Pid); treeCPU(os.Getpid()) < part { // the part first: it goes on growing
		t.Error("a tree is less than a part of it")
	}
}
