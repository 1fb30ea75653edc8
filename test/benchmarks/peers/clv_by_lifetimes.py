"""Raw orders -> BG/NBD + Gamma-Gamma -> 12 months of CLV for each customer, by lifetimes; no intervals."""

import sys
import time

import pandas
from lifetimes import BetaGeoFitter, GammaGammaFitter
from lifetimes.utils import summary_data_from_transaction_data

begin = time.perf_counter()
path, end = sys.argv[1:3]
orders = pandas.read_csv(path, parse_dates=["date"])
histories = summary_data_from_transaction_data(
    orders, "customer_id", "date", monetary_value_col="amount", observation_period_end=end
)
purchases = BetaGeoFitter()
purchases.fit(histories["frequency"], histories["recency"], histories["T"])
repeat = histories[histories["frequency"] > 0]
value = GammaGammaFitter()
value.fit(repeat["frequency"], repeat["monetary_value"])
clv = value.customer_lifetime_value(
    purchases,
    histories["frequency"],
    histories["recency"],
    histories["T"],
    histories["monetary_value"],
    time=12,
    discount_rate=0.00797414,
    freq="D",
)
print(f"clv {len(clv)} customers, {clv.sum():.0f} in all {time.perf_counter() - begin:.2f} s", file=sys.stderr)
