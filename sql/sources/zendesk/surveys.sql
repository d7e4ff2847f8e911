-- A rating that was offered is a survey that was sent; good and bad are the two ends of a scale
-- from 0 to 1. One that was not offered is none. Zendesk keeps no instant of the answer but
-- updated_at.
with rating as (
    select
        staging.item(satisfaction_ratings.record) as item,
        satisfaction_ratings._file,
        satisfaction_ratings._line,
        satisfaction_ratings.ctid as _place
    from raw.satisfaction_ratings
)

select
    rating.item ->> 'id' as survey_id,
    'csat' as kind,
    rating.item ->> 'created_at' as sent_at,
    case
        when rating.item ->> 'score' in ('good', 'bad')
            then coalesce(rating.item ->> 'updated_at', rating.item ->> 'created_at')
    end as responded_at,
    rating.item ->> 'ticket_id' as ticket_id,
    rating.item ->> 'requester_id' as customer_id,
    rating.item ->> 'assignee_id' as agent_id,
    case rating.item ->> 'score'
        when 'good' then '1'
        when 'bad' then '0'
        when 'offered' then null
        else rating.item ->> 'score'
    end as score,
    0 as scale_min,
    1 as scale_max,
    rating.item ->> 'reason' as reason,
    rating.item ->> 'comment' as comment,
    rating._file,
    rating._line
from rating
where rating.item is not null
    and rating.item ->> 'score' is distinct from 'unoffered'
order by
    rating.item ->> 'updated_at' nulls first,
    rating._file,
    rating._line,
    rating._place
