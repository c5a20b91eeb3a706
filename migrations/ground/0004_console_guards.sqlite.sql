-- The trails of looks and of signing in refuse every change, whoever asks.
CREATE TRIGGER look_never_updated BEFORE UPDATE ON look
BEGIN SELECT RAISE(ABORT, 'look: a look is never changed'); END;
CREATE TRIGGER look_never_deleted BEFORE DELETE ON look
BEGIN SELECT RAISE(ABORT, 'look: a look is never changed'); END;
CREATE TRIGGER look_never_replaced BEFORE INSERT ON look
WHEN EXISTS (SELECT 1 FROM look WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'look: there already'); END;
CREATE TRIGGER sign_in_attempt_never_updated BEFORE UPDATE ON sign_in_attempt
BEGIN SELECT RAISE(ABORT, 'sign_in_attempt: an attempt is never changed'); END;
CREATE TRIGGER sign_in_attempt_never_deleted BEFORE DELETE ON sign_in_attempt
BEGIN SELECT RAISE(ABORT, 'sign_in_attempt: an attempt is never changed'); END;
CREATE TRIGGER sign_in_attempt_never_replaced BEFORE INSERT ON sign_in_attempt
WHEN EXISTS (SELECT 1 FROM sign_in_attempt WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'sign_in_attempt: there already'); END;
