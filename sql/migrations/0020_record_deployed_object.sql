-- Views and functions are built anew by each version. What a user made beside them is not ours to
-- drop; so what is ours is noted.
create table meta.deployed_object (
    kind text collate "C" not null,
    name text collate "C" not null,
    primary key (kind, name)
);
comment on table meta.deployed_object is
'One row a view or function that the last deployment made, to be dropped by the next.';
comment on column meta.deployed_object.kind is 'view or function.';
comment on column meta.deployed_object.name is
'Its name with its schema, of a function with the types of its arguments.';
