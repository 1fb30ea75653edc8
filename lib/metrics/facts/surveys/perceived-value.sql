-- grain: one row per respondent, survey, closed month and measure: ten-thousandths of a point, 0 to 100, by role and dimension
-- A respondent counts who answered at least half of the items of every dimension and role that the survey asked for.
with

answered as (

    select
        customer_id,
        response_id,
        survey,
        month,
        role,
        dimension,
        item,
        cast(round(1e6 * cast(score - scale_min as double) / cast(scale_max - scale_min as double)) as bigint) as points
    from survey_responses_in_scope
    where
        metric = 'perval'
        and role is not null
        and dimension is not null
        and scale_max > scale_min
        and month in (cast(:month as integer), cast(:prior_month as integer), cast(:year_ago_month as integer))

),

asked as (

    select
        survey,
        month,
        role,
        dimension,
        count(distinct item) as items,
        count(*) over (partition by survey, month) as dimensions
    from answered
    group by survey, month, role, dimension

),

complete as (

    select
        answered.customer_id,
        answered.response_id,
        answered.survey,
        answered.month,
        answered.role,
        answered.dimension,
        cast(sum(answered.points) as bigint) / count(*) as points,
        asked.dimensions = count(*) over (
            partition by answered.survey, answered.month, answered.response_id
        ) as is_complete
    from answered
    inner join asked
        on
            answered.survey = asked.survey
            and answered.month = asked.month
            and answered.role = asked.role
            and answered.dimension = asked.dimension
    group by 1, 2, 3, 4, 5, 6, asked.dimensions, asked.items
    having 2 * count(*) >= asked.items

)

select
    'perceived' || coalesce('-' || role, '-answers') || coalesce('-' || dimension, '') || chr(31) || survey as measure,
    month as period,
    case when month = cast(:month as integer) and dimension is null then 'atom' else 'all' end as scheme,
    case when month = cast(:month as integer) and dimension is null then atom else 'all' end as segment,
    cast(null as integer) as age,
    cast(case when role is null then 1 else sum(points) end as bigint) as amount
from complete
left join atoms_in_scope
    on complete.customer_id = atoms_in_scope.customer_id
where is_complete
group by grouping sets (
    (complete.customer_id, response_id, survey, month, atom),
    (complete.customer_id, response_id, survey, month, atom, role),
    (complete.customer_id, response_id, survey, month, atom, role, dimension)
)
