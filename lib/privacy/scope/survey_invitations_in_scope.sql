-- grain: one row per survey, fiscal month and customer in scope who was invited, or count of people nobody knows: how many
with

invited as (

    select
        customers_in_scope.customer_id,
        survey_invitations.survey,
        calendar.month,
        survey_invitations.count as invitations
    from survey_invitations
    inner join calendar
        on cast(at_timezone(survey_invitations.invited_at at time zone 'UTC', :time_zone) as date) = calendar.calendar_date
    left join customers
        on survey_invitations.customer_id = customers.customer_id
    left join customers_in_scope
        on coalesce(customers.merged_into, survey_invitations.customer_id) = customers_in_scope.buyer_id
    where
        survey_invitations.invited_at < cast(:as_of_utc as timestamp)
        and (
            customers_in_scope.customer_id is not null
            or survey_invitations.customer_id is null
            and survey_invitations.count > 0
            and :lawful_basis = 'declared'
            and :regions = 'any'
            and :unknown_age = 'in'
            and survey_invitations.invited_at >= cast(:retained_from_utc as timestamp)
        )

)

select
    customer_id,
    survey,
    month,
    cast(case when customer_id is null then sum(invitations) else 1 end as bigint) as invitations
from invited
group by customer_id, survey, month
