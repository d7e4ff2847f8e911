-- fact.attribute_number: the number of a set of attributes in fact.attribute_set: a hash of its
-- text, so that it is known without a look-up.
create function fact.attribute_number(attributes jsonb)
returns bigint
language sql immutable parallel safe
as $$
    select hashtextextended(attributes::text, 0)
$$;
comment on function fact.attribute_number(jsonb) is
'The number under which a set of attributes stands in fact.attribute_set.';
