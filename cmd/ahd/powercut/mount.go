package powercut

import (
	"syscall"

	"github.com/hanwen/go-fuse/v2/fuse"
)

// Mount makes the disk appear at a folder of the machine until end is called. It needs
// /dev/fuse and the rights of root.
func (d *Disk) Mount(at string) (end func() error, err error) {
	server, err := fuse.NewServer(&mounted{RawFileSystem: fuse.NewDefaultRawFileSystem(), d: d}, at, &fuse.MountOptions{
		FsName: "powercut", Name: "powercut",
		DirectMountStrict:        true, // no other program is needed
		MaxWrite:                 1 << 20,
		DisableXAttrs:            true,
		ExplicitDataCacheControl: true, // all that changes it comes through the same kernel; memory that SQLite maps stays as it is
		DisableReadDirPlus:       true,
	})
	if err != nil {
		return nil, err
	}
	go server.Serve()
	if err := server.WaitMount(); err != nil {
		return nil, err
	}
	return func() error {
		err := server.Unmount()
		if err != nil {
			_ = syscall.Unmount(at, syscall.MNT_DETACH) // so that the machine is left as it was
		}
		return err
	}, nil
}

// Possible reports why a disk cannot be mounted here.
func Possible(at string) error {
	end, err := New().Mount(at)
	if err != nil {
		return err
	}
	return end()
}

// mounted answers the kernel. What it does not answer, such as locks, the kernel keeps
// itself.
type mounted struct {
	fuse.RawFileSystem
	d *Disk
}

// forever is how long the kernel may believe an answer: nobody else changes the disk.
const forever = 1 << 30

func (n *node) tell(out *fuse.Attr) {
	out.Ino, out.Mode, out.Nlink = n.inode, n.mode, uint32(n.links)
	out.Size, out.Blocks, out.Blksize = uint64(len(n.content)), uint64(len(n.content)+511)/512, page
	out.SetTimes(&n.changed, &n.changed, &n.changed)
}

func (n *node) enter(out *fuse.EntryOut) {
	out.NodeId, out.Generation, out.EntryValid, out.AttrValid = n.inode, 1, forever, forever
	n.tell(&out.Attr)
}

// held runs do while nobody else uses the disk.
func (m *mounted) held(do func() syscall.Errno) fuse.Status {
	m.d.mu.Lock()
	defer m.d.mu.Unlock()
	return fuse.Status(do())
}
