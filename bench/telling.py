def page_of(run):
    out = [str(run.rows)]
    for p in run.pages:
        import statistics as s

        out.append(
            f"{p.name:45} {s.median(p.ours) * 1000:8.1f} {s.median(p.bare) * 1000:8.1f}  x{p.ratio:5.2f} {p.ratio_p95:5.2f} q{p.queries} {p.kilobytes}kB {p.verdict}"
        )
    if run.reports:
        out.append(f"{run.reports} {run.reports.share:.3f} {run.reports.ours_a_minute}")
    if run.sweep:
        out.append(str(run.sweep))
    out += map(str, run.memory)
    return "\n".join(out)
