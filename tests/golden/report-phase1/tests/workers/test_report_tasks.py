from workers.report_tasks import build_daily, build_weekly


def test_daily_report_has_every_tenant():
    ...

def test_weekly_report_sums_days():
    ...

def test_empty_day_is_an_empty_report():
    ...

def test_report_is_stored_once():
    ...
