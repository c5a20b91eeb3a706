-- The trails of looks and of signing in refuse every change, whoever asks.
CREATE TRIGGER look_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON look
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER sign_in_attempt_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON sign_in_attempt
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE look ENABLE ALWAYS TRIGGER look_never_changed;
ALTER TABLE sign_in_attempt ENABLE ALWAYS TRIGGER sign_in_attempt_never_changed;
