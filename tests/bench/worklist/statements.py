"""The statements that make the cases, in order. They know no key and no person."""

# Half of what comes is thanks. What is open is mostly the newest.
_MADE = """
CREATE UNLOGGED TABLE made AS
SELECT n, pg_temp.case_id((extract(epoch FROM date '{today}' - 3650.0 * n / {cases} * interval '1 day')
        * 1000)::bigint, n::text) AS id,
    date '{today}' - (3650.0 * n / {cases})::int AS received_on, (3650.0 * n / {cases}) AS age,
    (n < {cases} * 0.054 OR (n < {cases} * 0.2 AND random() < 0.04)) AS is_open,
    CASE WHEN k < 0.45 THEN 'thanks' WHEN k < 0.87 THEN 'complaint' WHEN k < 0.92 THEN 'both'
        WHEN k < 0.97 THEN 'idea' ELSE 'not-sure' END AS what_for,
    k > 0.45 AND (k < 0.92 OR k >= 0.97) AS complains, random() < 0.015 AS restricted, random() AS luck,
    -- The social work teams, who come first, have four in ten, the complaints team two.
    CASE WHEN t < 0.4 THEN 0 WHEN t < 0.6 THEN 1
        ELSE 2 + floor((t - 0.6) / 0.4 * (SELECT count(*) - 2 FROM team_pool))::int END AS team_number
FROM (SELECT n, random() AS k, random() AS t FROM generate_series(0, {cases} - 1) AS n) AS numbers
"""
_STATE = """
ALTER TABLE made ADD COLUMN state text, ADD COLUMN team text, ADD COLUMN is_matched boolean;
UPDATE made SET team = team_pool.team, is_matched = NOT is_open OR random() < 0.5, state = CASE
    WHEN NOT is_open THEN 'closed' WHEN complains AND (age < 4 OR luck > 0.55) THEN 'new'
    WHEN luck < 0.3 THEN 'on-hold' ELSE 'open' END
FROM team_pool WHERE team_pool.number = made.team_number;
CREATE INDEX ON made (id); ANALYZE made
"""
# The words are as long as those of the made-up year: what a list reads past matters.
_CASES = """
INSERT INTO cases (id, key, reference, council, what_for, speaker, complainant_group, channel, language, received_at,
    received_on, restricted, matched_at, state, closed_on, assigned_to, representation, transcript)
SELECT id, 'draft-' || id,
    (SELECT substr(string_agg(substr('34679CDFGHJKMNPRTVWX', (((n::bigint * 48271) % 1280000000)
        / (20 ^ place)::bigint % 20)::int + 1, 1), ''), 1, 7) || '-' FROM generate_series(0, 6) AS place),
    'windsor-and-maidenhead', what_for, 'child', 'child', 'portal', 'en_GB', received_on + time '10:00', received_on,
    restricted, CASE WHEN restricted AND is_matched THEN received_on + time '12:00' END, state,
    CASE WHEN NOT is_open THEN received_on + 40 END,
    CASE WHEN is_open AND luck < 0.8
        THEN 'account-' || (random() * {cases} * 0.06 / {a_person})::int ELSE 'account-' || (luck * 40)::int END,
    convert_to(repeat(md5(id), 39), 'UTF8'), convert_to(repeat(md5(id), 51), 'UTF8')
FROM made
"""
_ISSUES = """
INSERT INTO issues (id, case_id, number, kind, service, procedure, team, because, confirmed_on, outcome)
SELECT gen_random_uuid()::text, id, number, kind, 'in-care',
    CASE kind WHEN 'complaint' THEN 'statutory' ELSE kind END, parts.team, '["made up"]'::json,
    CASE WHEN kind = 'complaint' AND (NOT is_open OR luck > 0.8) THEN received_on + 1 END,
    CASE WHEN kind = 'complaint' AND state = 'closed' THEN 'upheld' END
FROM (
    SELECT made.*, 1 AS number, CASE WHEN complains THEN 'complaint' WHEN what_for = 'idea' THEN 'idea'
        ELSE 'compliment' END AS kind FROM made
    UNION ALL SELECT made.*, 2, CASE what_for WHEN 'both' THEN 'compliment' ELSE 'complaint' END FROM made
    WHERE what_for = 'both' OR (complains AND luck > 0.88)
) AS parts
"""
_SECOND_TEAMS = """
UPDATE issues SET team = other.team FROM made, team_pool AS other
WHERE issues.number = 2 AND made.id = issues.case_id AND other.number = (made.team_number + 3) % 15;
INSERT INTO case_teams (case_id, team, received_on, state)
SELECT DISTINCT case_id, issues.team, received_on, state FROM issues JOIN made ON made.id = issues.case_id;
INSERT INTO compliment_ways (id, case_id, issue, read_on, passed_on, reached_on)
SELECT gen_random_uuid()::text, case_id, number, received_on + 1, CASE WHEN state = 'closed' OR luck > 0.99
    THEN received_on + 3 END, CASE WHEN state = 'closed' THEN received_on + 5 END
FROM issues JOIN made ON made.id = case_id WHERE kind = 'compliment' AND (state = 'closed' OR luck > 0.7)
"""
# Half of what is open has come to stage 2; some of the rest is late.
_DUTIES = """
INSERT INTO case_duties (id, case_id, duty, issue, team, due_on, first_due_on, because, done_on)
SELECT gen_random_uuid()::text, case_id, duty, issues.number, issues.team, received_on + days, received_on + days,
    'made up', CASE WHEN state = 'closed' OR (duty = 'acknowledgement' AND state <> 'new')
        OR (stage = 1 AND age > 14 AND luck < 0.85) THEN received_on + days - 1 END
FROM issues JOIN made ON made.id = case_id
JOIN (VALUES ('complaint', 'acknowledgement', 4, 0), ('complaint', 'stage1-reply', 14, 1),
    ('complaint', 'stage1-latest', 28, 1), ('complaint', 'stage2-reply', 90, 2), ('complaint', 'stage2-latest', 120, 2),
    ('idea', 'idea-reply', 28, 0)) AS owed (of_kind, duty, days, stage) ON of_kind = kind
WHERE stage < 2 OR (age > 14 AND luck < 0.5);
UPDATE case_duties SET held_on = due_on - 3 FROM made WHERE made.id = case_id AND state = 'on-hold' AND done_on IS NULL
"""
# So much of what is open waits for everything, that each list is full, and counted
# to its end, at the smaller size too: what is compared is the size of the tables, not how many rows a page has.
_FLAGS = """
INSERT INTO case_flags (case_id, flag, because, settled_on)
SELECT id, flag, 'made up', CASE WHEN state = 'closed' THEN received_on + 2 END
FROM made JOIN (VALUES ('danger', 0.03), ('lado', 0.01), ('freeze', 0.03), ('advocate-wanted', 0.2),
    ('retaliation', 0.005), ('undelivered', 0.01), ('team-not-told', 0.003), ('late-review', 0.03))
    AS raised (flag, share) ON random() < CASE WHEN is_open THEN 0.65 ELSE share END
UNION ALL SELECT id, 'restricted', 'made up', CASE WHEN is_matched THEN received_on + 1 END FROM made WHERE restricted
"""
_FEW = """
INSERT INTO case_readers (case_id, team)
SELECT id, told.team FROM made, (VALUES ('complaints'), ('safety-lead')) AS told (team) WHERE restricted;
INSERT INTO case_bars (case_id, account_id)
SELECT id, 'account-' || (luck * 1000)::int FROM made WHERE restricted AND is_matched AND luck < 0.6;
INSERT INTO case_people (id, case_id, part, name, account_id, since)
SELECT gen_random_uuid()::text, id, part, '\\x00'::bytea, 'officer-' || (n % greatest(8, {cases} / 1000)),
    received_on + 30
FROM made, (VALUES ('investigating-officer'), ('adjudicating-officer')) AS parts (part) WHERE complains AND luck < 0.1
"""
# The rank of a word in Zipf's way, flat at the top: the first is half a percent of all, the hundredth an eighth of one.
RANKED = "(30 * ((({names} + 30) / 30.0) ^ random()) - 30)::int % {names}"
_NAMES = """
CREATE UNLOGGED TABLE said AS
SELECT id AS case_id, received_on, {ranked} AS first, {ranked} AS last, {ranked} AS worker,
    CASE WHEN random() < 0.06 THEN {commonest} END AS often FROM made;
INSERT INTO case_names (case_id, word_hash, received_on)
SELECT DISTINCT case_id, word_hash, received_on
FROM (SELECT case_id, received_on, unnest(ARRAY[first, last, worker, often]) AS number FROM said) AS words
JOIN name_pool USING (number);
-- And every two of a case, as `portal.cases.names` pairs them.
INSERT INTO case_names (case_id, word_hash, received_on)
SELECT one.case_id, left(encode(sha256(convert_to(one.word_hash || other.word_hash, 'UTF8')), 'hex'), 32),
    one.received_on
FROM case_names AS one JOIN case_names AS other ON other.case_id = one.case_id AND other.word_hash > one.word_hash
"""
# As `portal.cases.waiting` works it out.
_WAITS = """
INSERT INTO case_waits (case_id, what, team, since)
SELECT waits.id, what, lists.team, received_on FROM (
    SELECT id, received_on, 'unopened' AS what FROM made WHERE is_open AND luck < 0.65
    UNION SELECT id, received_on, flag FROM case_flags JOIN made ON id = case_id WHERE settled_on IS NULL
        AND flag IN ('danger', 'retaliation', 'undelivered', 'team-not-told', 'freeze')
    UNION SELECT made.id, received_on, CASE kind WHEN 'complaint' THEN 'unrouted' ELSE 'to-read' END
        FROM made JOIN issues ON issues.case_id = made.id
        WHERE is_open AND ((kind = 'complaint' AND confirmed_on IS NULL) OR (kind = 'compliment' AND luck <= 0.7))
    UNION SELECT made.id, received_on, 'to-pass-on' FROM made JOIN compliment_ways ON case_id = made.id
        WHERE is_open AND passed_on IS NULL
) AS waits
JOIN (SELECT case_id, team FROM issues WHERE kind <> 'compliment' UNION SELECT id, '' FROM made WHERE is_open) AS lists
    ON lists.case_id = waits.id AND (lists.team = '' OR waits.what NOT IN ('to-read', 'to-pass-on'))
"""

STATEMENTS = (_MADE, _STATE, _CASES, _ISSUES, _SECOND_TEAMS, _DUTIES, _FLAGS, _FEW, _NAMES, _WAITS)
