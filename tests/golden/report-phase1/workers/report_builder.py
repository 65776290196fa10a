def collect_rows(tenant, day):
    query = Query(tenant).on(day)
    rows = query.fetch_all()
    rows.sort(key=row_time)
    return rows


def group_by_status(rows):
    groups = {}
    for row in rows:
        groups.setdefault(row.status, []).append(row)
    return groups


def render(groups):
    lines = [heading(groups)]
    for status in sorted(groups):
        lines.append(summary(status, groups[status]))
    return lines


def store(tenant, lines):
    key = report_key(tenant)
    body = join_lines(lines)
    bucket().put(key, body)
    return key
