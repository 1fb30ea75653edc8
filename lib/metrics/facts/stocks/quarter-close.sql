-- grain: one row: the quarter close
select
    0 as period,
    cast(:cut as date) as ends
