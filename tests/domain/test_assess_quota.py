import pytest
from builders import FLOW, YTD, judged, month, monthly, point, points, quota, verdict

from jobtrack.domain.assess.measures import Assessment, Measures, Status
from jobtrack.domain.snapshot import Flag, Qualifier

JOBS = quota(120)
CITY = quota(600_000)
HALF_YEAR = (8, 9, 12, 10, 11, 13)
WITHOUT_APRIL = (8, 9, 12, None, 11, 13)


def test_flows_to_june_are_summed_and_projected():
    # Worked number, docs/method.md, quota: ytd 63 of 120, share .5, r 1.05, projected 126.
    assert judged(JOBS, monthly("2021-01", *HALF_YEAR), "2021-06", of=FLOW) == Assessment(
        Measures(
            bound=120,
            period=month("2021-06"),
            value=63,
            qualifier=Qualifier.EXACT,
            flag=Flag.NORMAL,
            age_months=0,
            attainment=0.525,
            elapsed=0.5,
            expected=60,
            gap=57,
            gap_to_path=-3,
            pace=1.05,
            required_per_month=9.5,
            observed_per_month=10.5,
            months_left=6,
            months_reported=6,
            share_of_year=0.5,
            ahead_points=pytest.approx(2.5),
            run_rate=10.5,
            change_month=2,
            projected=126,
        ),
        Status.ON_TRACK,
        (),
    )


def test_with_a_month_missing_share_and_run_rate_count_the_months_reported():
    # Worked number, docs/method.md, quota: 53 in five of six months: r 1.06, partial.
    said = judged(JOBS, monthly("2021-01", *WITHOUT_APRIL), "2021-06", of=FLOW)
    assert verdict(said) == ("on track", "partial")
    assert said.measures.pace == pytest.approx(1.06)
    assert (said.measures.value, said.measures.months_reported) == (53, 5)
    assert said.measures.share_of_year == pytest.approx(5 / 12)
    assert said.measures.run_rate == pytest.approx(10.6)


@pytest.mark.parametrize(
    ("bound", "period", "ytd", "printed"),
    [
        (1_517, "2021-12", 1_820, "120.0%"),
        (600_000, "2021-03", 194_600, "32.43%"),
        (600_000, "2021-03", 161_400, "26.9%"),
        (600_000, "2021-06", 410_000, "68.3%"),
    ],
)
def test_published_shares_of_the_task_come_out_as_printed(bound, period, ytd, printed):
    # Worked numbers, docs/method.md, quota.
    said = judged(quota(bound), points(point(period, ytd)), period, of=YTD)
    digits = len(printed.rstrip("%").partition(".")[2])
    assert f"{said.measures.attainment:.{digits}%}" == printed


def test_a_share_above_the_calendar_is_points_ahead():
    # Worked number, docs/method.md, quota: 194,600 in March: share 25 %, +7.43 points (超过序时进度).
    said = judged(CITY, points(point("2021-03", 194_600)), "2021-03", of=YTD)
    assert (said.measures.share_of_year, round(said.measures.ahead_points, 2)) == (0.25, 7.43)
    assert said.status is Status.ON_TRACK


def test_a_year_to_date_value_needs_no_other_month():
    said = judged(JOBS, points(point("2021-06", 63)), "2021-06", of=YTD)
    assert verdict(said) == ("on track",)
    assert (said.measures.value, said.measures.months_reported) == (63, 6)


@pytest.mark.parametrize("number", range(2, 12))
def test_exactly_the_thresholds_are_on_the_good_side_in_every_month(number):
    period = f"2021-{number:02d}"
    words = [
        judged(quota(1_200), points(point(period, ytd)), period, of=YTD).status
        for ytd in (95 * number, 95 * number - 1, 60 * number, 60 * number - 1, 0, -1)
    ]
    assert words == ["on track", "behind", "behind", "off track", "off track", "regressing"]


def test_january_alone_has_no_pace_yet():
    # A twelfth is less than a tenth of the way.
    said = judged(JOBS, monthly("2021-01", 1), "2021-01", of=FLOW)
    assert verdict(said) == ("on track", "early")
    assert said.measures.pace is None


def test_a_quota_met_in_january_is_achieved():
    assert verdict(judged(JOBS, monthly("2021-01", 120), "2021-01", of=FLOW)) == ("achieved", "early")


@pytest.mark.parametrize("as_of", ["2021-11", "2021-12", "2022-02"])
def test_a_quota_once_met_stays_met(as_of):
    # The year-to-date value fell below the bound again, as after a correction at the source.
    said = judged(JOBS, points(point("2021-10", 121), point("2021-11", 118)), as_of, of=YTD)
    assert said.status is Status.ACHIEVED


def test_flows_that_met_the_bound_are_achieved_with_months_missing():
    said = judged(JOBS, monthly("2021-01", 50, None, 70), "2022-03", of=FLOW)
    assert said.status is Status.ACHIEVED
    assert "partial" in said.marks


def test_flows_of_a_whole_year_below_the_bound_are_missed():
    series = monthly("2021-01", *[9] * 12)
    assert verdict(judged(JOBS, series, "2021-12", of=FLOW)) == ("missed",)


def test_flows_of_a_year_below_the_bound_with_a_month_missing_await_data():
    series = monthly("2021-01", *[9] * 4, None, *[9] * 7)
    assert verdict(judged(JOBS, series, "2021-12", of=FLOW)) == ("awaiting data", "partial")


@pytest.mark.parametrize("kind", [FLOW, YTD])
def test_a_year_without_its_december_awaits_data(kind):
    series = monthly("2021-01", *[9] * 11)
    assert judged(JOBS, series, "2022-01", of=kind).status is Status.AWAITING_DATA


def test_a_year_to_date_value_of_december_decides_alone():
    assert verdict(judged(JOBS, points(point("2021-12", 119)), "2021-12", of=YTD)) == ("missed",)
    assert verdict(judged(JOBS, points(point("2021-12", 120)), "2021-12", of=YTD)) == ("achieved",)


def test_only_months_of_the_year_count():
    series = points(point("2020-12", 90), point("2021-01", 10), point("2022-01", 100))
    assert judged(JOBS, series, "2022-01", of=FLOW).measures.value == 10


def test_values_of_other_years_alone_are_no_data():
    said = judged(JOBS, points(point("2020-12", 200)), "2021-02", of=FLOW)
    assert said == Assessment(Measures(bound=120), Status.NO_DATA, ())


def test_a_combined_january_is_not_missing_and_february_stands_for_both():
    combined = FLOW._replace(combined_january=True)
    said = judged(JOBS, points(point("2021-02", 20)), "2021-02", of=combined)
    assert verdict(said) == ("on track",)
    assert (said.measures.months_reported, said.measures.expected) == (2, 20)


def test_a_january_that_is_expected_and_not_reported_is_missing():
    said = judged(JOBS, points(point("2021-02", 20)), "2021-02", of=FLOW)
    assert verdict(said) == ("on track", "partial", "early")
    assert said.measures.months_reported == 1


def test_a_february_that_is_missing_takes_the_combined_january_with_it():
    # m counts the months covered: of January to March only March is.
    combined = FLOW._replace(combined_january=True)
    said = judged(JOBS, points(point("2021-03", 10)), "2021-03", of=combined)
    assert (said.measures.months_reported, said.measures.run_rate) == (1, 10)


def test_a_quarter_that_is_missing_is_three_months_missing():
    quarterly = FLOW._replace(every=3)
    said = judged(JOBS, points(point("2021-06", 30)), "2021-06", of=quarterly)
    assert (said.measures.months_reported, said.measures.run_rate) == (3, 10)


@pytest.mark.parametrize(
    ("qualifiers", "total", "status"),
    [
        ((Qualifier.EXACT, Qualifier.EXACT), Qualifier.EXACT, "achieved"),
        ((Qualifier.NEARLY, Qualifier.EXACT), Qualifier.NEARLY, "on track"),
        ((Qualifier.MORE_THAN, Qualifier.EXACT), Qualifier.MORE_THAN, "achieved"),
        ((Qualifier.MORE_THAN, Qualifier.AT_LEAST), Qualifier.MORE_THAN, "achieved"),
        ((Qualifier.MORE_THAN, Qualifier.NEARLY), Qualifier.ABOUT, "achieved"),
    ],
)
def test_a_sum_is_known_as_well_as_its_terms(qualifiers, total, status):
    series = points(
        *(point(f"2021-{n:02d}", 60, qualifier=word) for n, word in enumerate(qualifiers, start=1))
    )
    said = judged(JOBS, series, "2021-02", of=FLOW)
    assert (said.measures.value, said.measures.qualifier, said.status) == (120, total, status)


def test_nearly_the_quota_is_not_the_quota():
    series = points(point("2021-12", 120, qualifier=Qualifier.NEARLY))
    assert judged(JOBS, series, "2021-12", of=YTD).status is Status.MISSED


def test_a_sum_with_a_provisional_month_is_provisional():
    series = points(point("2021-01", 10, flag=Flag.PROVISIONAL), point("2021-02", 10))
    assert verdict(judged(JOBS, series, "2021-02", of=FLOW)) == ("on track", "provisional")


def test_measures_past_the_bound_are_not_clamped():
    said = judged(JOBS, monthly("2021-01", 90, 90), "2021-02", of=FLOW)
    assert (said.measures.attainment, said.measures.gap, said.measures.buffer) == (1.5, -60, 60)
    assert (said.measures.required_per_month, said.measures.projected) == (-6, 1_080)


def test_a_quota_of_zero_has_no_attainment_and_is_met_by_nothing():
    said = judged(quota(0), monthly("2021-01", 0, 0, 0), "2021-03", of=FLOW)
    assert said.status is Status.ACHIEVED
    assert (said.measures.attainment, said.measures.ahead_points) == (None, None)


def test_decimals_of_flows_leave_nothing_over_in_the_sum():
    series = monthly("2021-01", *[0.1] * 3)
    said = judged(quota(0.3), series, "2021-03", of=FLOW._replace(decimals=1))
    assert (said.measures.value, said.status) == (0.3, Status.ACHIEVED)
