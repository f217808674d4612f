"""Ids of cases made in SQL by the thousand, in order of time as `portal.cases.ids` gives them out."""

#: Makes `pg_temp.case_id` for one session: the id of a case filed at this millisecond; `salt` tells it from others.
CASE_ID = """
CREATE FUNCTION pg_temp.case_id(milliseconds bigint, salt text) RETURNS text IMMUTABLE LANGUAGE sql AS $$
    SELECT left(hour, 8) || '-' || right(hour, 4) || '-7' || left(luck, 3) || '-8' || substr(luck, 4, 3) || '-'
        || substr(luck, 7, 12)
    FROM (SELECT lpad(to_hex(milliseconds), 12, '0') AS hour, md5(salt) AS luck) AS parts
$$
"""
#: The millisecond of an id.
MILLISECONDS = "('x0000' || left({id}, 8) || substr({id}, 10, 4))::bit(64)::bigint"
