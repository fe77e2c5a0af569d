package private

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// intakes has no index but its key: it is looked up by the command, and nothing lists
// what somebody entered.
const intakes = `
CREATE TABLE IF NOT EXISTS intakes (
	command TEXT PRIMARY KEY CHECK (command <> ''), -- its id
	actor   TEXT NOT NULL,
	role    TEXT NOT NULL,
	party   TEXT NOT NULL, -- "" where none is recorded
	auth    TEXT NOT NULL
) STRICT, WITHOUT ROWID;`

// Intake is who entered what somebody said who must not be known. The event names
// neither.
type Intake struct {
	Actor string // a person
	Role  string // the role used
	Party string // the organisation acted for; "" where none is recorded
	Auth  string // how the person was known
}

// PutIntake keeps who enters a command before its event is recorded; when it returns,
// it is on disk. Who entered it in an earlier attempt is replaced.
func (s *Store) PutIntake(ctx context.Context, command string, taken Intake) error {
	_, err := s.db.ExecContext(ctx, `INSERT INTO intakes (command, actor, role, party, auth) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET actor = excluded.actor, role = excluded.role, party = excluded.party, auth = excluded.auth`,
		command, taken.Actor, taken.Role, taken.Party, taken.Auth)
	if err != nil {
		return fmt.Errorf("the intake could not be kept: %w", err)
	}
	return nil
}

// Intake returns who entered a command; false where nobody is known.
func (s *Store) Intake(ctx context.Context, command string) (taken Intake, known bool, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT actor, role, party, auth FROM intakes WHERE command = ?`, command).
		Scan(&taken.Actor, &taken.Role, &taken.Party, &taken.Auth)
	if errors.Is(err, sql.ErrNoRows) {
		return Intake{}, false, nil
	}
	if err != nil {
		return Intake{}, false, fmt.Errorf("the intakes cannot be read: %w", err)
	}
	return taken, true, nil
}

// SweepIntakes forgets the intakes of commands that were never recorded, and returns
// how many there were. Its caller makes sure that no command is under way.
func (s *Store) SweepIntakes(ctx context.Context, recorded func(command string) (bool, error)) (swept int, err error) {
	ids, err := s.ids(ctx, `SELECT command FROM intakes ORDER BY command`)
	if err != nil {
		return 0, err
	}
	for _, id := range ids {
		if known, err := recorded(id); err != nil || known {
			if err != nil {
				return swept, err
			}
			continue
		}
		if _, err := s.db.ExecContext(ctx, `DELETE FROM intakes WHERE command = ?`, id); err != nil {
			return swept, fmt.Errorf("an intake could not be forgotten: %w", err)
		}
		swept++
	}
	return swept, nil
}
