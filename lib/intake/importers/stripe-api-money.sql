-- grain: one row per currency whose smallest unit in the Stripe API is not a hundredth; not ISO 4217 (ISK and UGX are hundredths)
select
    listed.currency,
    cast(1 as decimal(4, 3)) as smallest_unit
from unnest(split('bif,clp,djf,gnf,jpy,kmf,krw,mga,pyg,rwf,vnd,vuv,xaf,xof,xpf', ',')) as listed(currency)
union all
select
    listed.currency,
    cast(0.001 as decimal(4, 3)) as smallest_unit
from unnest(split('bhd,jod,kwd,omr,tnd', ',')) as listed(currency)
