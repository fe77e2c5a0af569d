package verbs

import (
	"context"

	"ahd/projections/book"
	"ahd/services/auditing"
	"ahd/services/backup"
)

// Backup is a backup of the folder.
type Backup struct {
	Time  string  `json:"time"`
	Size  uint64  `json:"size"`  // events in it
	Root  string  `json:"root"`  // RFC 6962, base64
	Drill *string `json:"drill"` // when one was last restored and compared; null for never
}

// BackupArgs say where to.
type BackupArgs struct {
	File string `json:"file"` // from the root of the file system: a server has another folder to start from
}

func (d *Desk) backup(ctx context.Context, args BackupArgs, _ Progress) (any, error) {
	if d.Node == nil {
		return nil, usage("register.none", "There is no register in this data folder yet, so there is nothing to back up.")
	}
	if _, err := d.Node.Backups.Write(ctx, args.File); err != nil {
		return nil, err
	}
	return d.lastBackup(ctx)
}

// drilled notes that a backup of this folder was restored and compared.
func (d *Desk) drilled(ctx context.Context, _ struct{}, _ Progress) (any, error) {
	if d.Node == nil {
		return nil, usage("register.none", "There is no register in this data folder yet.")
	}
	if err := d.Node.Backups.NoteDrill(); err != nil {
		return nil, err
	}
	return d.lastBackup(ctx)
}

func (d *Desk) lastBackup(ctx context.Context) (any, error) {
	answer := Thing{On: d.today().String(), Row: backupOf(d.Node.Backups.Last())}
	err := d.Node.Book.Read(ctx, func(v *book.View) error { answer.At = at(v); return nil })
	return answer, err
}

func backupOf(last *backup.Last) *Backup {
	if last == nil {
		return nil
	}
	b := &Backup{Time: book.Time(last.Time), Size: last.Size, Root: last.Root}
	if last.Drill != nil {
		drill := book.Time(*last.Drill)
		b.Drill = &drill
	}
	return b
}

// NotRestored is the problem of a backup that was restored and is not what it should be.
func NotRestored(found auditing.Finding) *Problem {
	p := ProblemOf(backup.ErrBackup)
	p.Detail = "The backup was restored, and something is wrong with it: " + found.Sentence + " " + found.Remedy
	return p
}
