package erasing

import (
	"context"

	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/documents"
)

// sweepDocuments forgets documents that were put away and never recorded: the last
// time we stopped, or were refused, in between.
func (s *Service) sweepDocuments(ctx context.Context) error {
	if s.needs.Log.Doubtful() { // what may still come needs its documents
		return nil
	}
	swept, err := s.needs.Private.Sweep(ctx, func(evidence string) (recorded bool, err error) {
		err = s.needs.Book.Read(ctx, func(v *book.View) error {
			_, recorded, err = documents.Find(v, evidence)
			return err
		})
		if err != nil || recorded {
			return recorded, err
		}
		return false, s.removeFile(ctx, evidence)
	})
	if err != nil || len(swept) == 0 {
		return err
	}
	return s.needs.Private.Flush(ctx)
}

// sweepIntakes forgets who entered what was never recorded after all.
func (s *Service) sweepIntakes(ctx context.Context) error {
	swept, err := s.needs.Private.SweepIntakes(ctx, func(command string) (bool, error) {
		_, found, err := s.needs.Record.Recorded(ctx, command)
		return found, err
	})
	if err != nil || swept == 0 {
		return err
	}
	return s.needs.Private.Flush(ctx)
}

// removeFile removes the file of a document that is about to be forgotten, unless
// something else is in the same file.
func (s *Service) removeFile(ctx context.Context, evidence string) error {
	document, kept, err := s.needs.Private.Find(ctx, evidence)
	if err != nil || !kept || document.File == "" {
		return err
	}
	named, err := s.needs.Private.Names(ctx, document.File, evidence)
	if err != nil || named {
		return err
	}
	err = s.needs.Book.Read(ctx, func(v *book.View) error {
		named, err = documents.Names(v, document.File)
		return err
	})
	if err != nil || named {
		return err
	}
	return s.needs.Files.Remove(document.File)
}

// eraseDocuments forgets documents, their files first.
func (s *Service) eraseDocuments(ctx context.Context, evidence []string) error {
	forgotten := false
	for _, id := range evidence {
		_, kept, err := s.needs.Private.Find(ctx, id)
		if err == nil && kept {
			err = s.removeFile(ctx, id)
		}
		if err == nil && kept {
			err = s.needs.Private.Forget(ctx, id)
			forgotten = true
		}
		if err != nil {
			return err
		}
	}
	if !forgotten {
		return nil
	}
	return s.needs.Private.Flush(ctx)
}
