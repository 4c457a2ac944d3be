"""The words by which columns are recognised, in Chinese and English.

All are written as ``folded`` leaves them: lower case, without spaces, underscores as hyphens.
"""

import re
from enum import StrEnum

from jobtrack.words import N_


class Role(StrEnum):
    """What a column is for."""

    INDICATOR = N_("indicator")
    AREA = N_("area")
    PERIOD = N_("period")
    YEAR = N_("year")  # beside a period that is a month only
    UNIT = N_("unit")
    MEASURE = N_("measure")
    FIGURES = N_("figures")
    FLAG = N_("flag")
    QUALIFIER = N_("qualifier")
    NUMERATOR = N_("numerator")
    DENOMINATOR = N_("denominator")
    MULTIPLIER = N_("multiplier")
    PUBLISHED = N_("published")
    SOURCE = N_("source")
    NOTE = N_("note")
    IGNORED = N_("ignore")
    UNKNOWN = N_("not recognised")


class Measure(StrEnum):
    """What a figure of a bulletin says about its indicator and month."""

    VALUE = N_("value")
    MONTH = N_("this month")
    YTD = N_("year to date")
    END = N_("end of period")
    LAST_YEAR = N_("last year")  # the same period of the year before
    GROWTH = N_("growth")  # on that, in percent
    CHANGE = N_("change")  # on that, in the indicator's unit
    SHARE = N_("share")  # of the task, in percent
    TASK = N_("task")  # the bound of a target

    @property
    def is_comparison(self) -> bool:
        """Whether it is said beside a value, and never one itself."""
        return self in _COMPARISONS


_COMPARISONS = {
    Measure.LAST_YEAR, Measure.GROWTH, Measure.CHANGE, Measure.SHARE, Measure.TASK,
}  # fmt: skip


def _by_word(table: dict[Role, str]) -> dict[str, Role]:
    return {word: role for role, words in table.items() for word in words.split()}


ROLES = _by_word(
    {
        Role.INDICATOR: """指标 指标名称 指标代码 指标编码 指标编号 统计指标 项目 项目名称 indicator
            indicators indicatorid indicatorname indicatorcode indicator-id indicator-code
            indicator-name metric""",
        Role.AREA: """地区 地区名称 地区代码 区县 区县名称 各区县 区县(自治县) 区域 行政区 行政区划
            行政区划代码 行政区划名称 乡镇 乡镇名称 乡镇街道 镇街 街道 市州 地市 城市 省份 填报单位
            报送单位 单位名称 area areas areacode areaname area-code area-name region district
            districts county city province town location geography geo geocode geoarea geoareacode
            geoareaname ref-area place country""",
        Role.PERIOD: """月份 月 时间 日期 期间 时期 年月 统计月份 统计时间 统计期 报告期 数据时间
            所属期 所属月份 period periods month date time timeperiod time-period yearmonth
            year-month ref-period""",
        Role.YEAR: "年 年份 年度 year years",
        Role.UNIT: """单位 计量单位 数据单位 unit units unitmeasure unit-measure unitofmeasure
            measurementunit""",
        Role.MEASURE: "指标类型 数据类型 统计口径 口径 measure measuretype",
        Role.FLAG: "标志 标记 状态标志 数据状态 flag flags obs-status obsstatus",
        Role.QUALIFIER: "限定词 修饰词 qualifier",
        Role.NUMERATOR: "分子 numerator",
        Role.DENOMINATOR: "分母 denominator",
        Role.MULTIPLIER: "乘数 multiplier unit-mult unitmult unitmultiplier",
        Role.PUBLISHED: """发布日期 发布时间 公布日期 公布时间 published publishedon publicationdate
            publicationday known-from knownfrom releasedate releasedon""",
        Role.SOURCE: "来源 数据来源 资料来源 出处 source sources datasource source-detail",
        Role.NOTE: "备注 说明 注释 note notes comment comments remark remarks comment-obs",
        Role.IGNORED: "ignore 忽略 序号 行次 排名 位次 排序 名次 rank ranking rownumber no. #",
    }
)
COLUMN_NUMBERS = re.compile(r"[甲乙丙丁戊]|[(\[]?\d{1,2}[)\]]?")

_MEASURES: dict[tuple[Measure, Measure | None], str] = {
    (Measure.VALUE, None): """数值 值 数据 数量 指标值 统计值 绝对数 绝对量 绝对值 完成数 完成值
        实际数 实际值 实际完成 value values figure figures amount obs-value obsvalue actual""",
    (Measure.MONTH, None): """本月 本月数 本月值 本月完成 本月完成数 本月新增 本月发生 当月 当月数
        当月值 当月完成 当月新增 thismonth themonth currentmonth inthemonth monthlyvalue""",
    (Measure.YTD, None): """本年累计 本年累计数 本年累计完成 累计 累计数 累计值 累计完成 累计完成数
        累计新增 年累计 年初累计 自年初累计 年初至今 今年累计 yeartodate year-to-date ytd cumulative
        cumulativetotal totalforyear""",
    (Measure.END, None): """期末 期末数 期末值 期末人数 期末实有 月末 月末数 月末值 月末人数 月底 末
        底 endofperiod end-of-period endofmonth end-of-month periodend monthend attheendofthemonth""",
    (Measure.LAST_YEAR, None): """去年同期 去年同期数 上年同期 上年同期数 同期 同期数 去年同期值
        上年同期值 sameperiodlastyear sameperiodofthepreviousyear lastyear previousyear ayearago
        ayearearlier""",
    (Measure.LAST_YEAR, Measure.MONTH): "去年同月 上年同月 去年当月 上年本月 samemonthlastyear",
    (Measure.LAST_YEAR, Measure.YTD): """去年同期累计 上年同期累计 去年累计 上年累计
        yeartodatelastyear ytdlastyear lastyearytd""",
    (Measure.GROWTH, None): """同比 同比增长 同比增速 同比增幅 同比增长率 同比变化 同比变动
        同比增减率 同比增减幅 同比增减幅度 比上年同期增长 比去年同期增长 较上年同期增长
        较去年同期增长 比上年增长 增长率 增长 增速 增幅 growth growthrate yoy y-o-y y/y yearonyear
        year-on-year yearonyeargrowth year-on-yeargrowth year-on-yearchange changeonyearinpercent""",
    (Measure.CHANGE, None): """同比增减 同比增加 同比增减数 同比增减量 增减 增减数 增减量 增减额
        比上年同期增减 比去年同期增减 较上年同期增减 较去年同期增减 change changeonyear
        changeonayear absolutechange changefromlastyear increase""",
    (Measure.SHARE, None): """完成率 目标完成率 任务完成率 完成目标 完成任务 完成年度任务
        完成全年任务 完成年度目标 完成全年目标 完成目标任务 完成进度 完成比例 完成 占任务 占目标
        占年度任务 占全年任务 占年度目标 占全年目标 占目标任务 shareoftask shareoftarget share
        oftarget oftask attainment completion completionrate achievement achieved""",
    (Measure.TASK, None): """目标任务 目标任务数 年度任务 年度目标 年度目标任务 全年任务 全年目标
        任务 任务数 目标 目标数 目标值 target targets task annualtarget annualtask yeartarget
        targetvalue""",
}  # fmt: skip
MEASURES = {word: pair for pair, words in _MEASURES.items() for word in words.split()}
LONGEST_FIRST = sorted(MEASURES, key=len, reverse=True)

TOTALS = {
    "合计", "总计", "共计", "总数", "合计数", "全市", "全区", "全县", "全省", "全国", "全市合计",
    "total", "totals", "grandtotal", "all", "sum",
}  # fmt: skip
SUBTOTAL = re.compile(r"小计|subtotal|sub-total")
PART_OF = re.compile(r"^(?:#|其中[:：]?|of which:?|ofwhich:?|incl\.?:?|including:?)\s*", re.IGNORECASE)
FOOT = re.compile(
    r"(?:注|附注|说明|备注|资料来源|数据来源|来源|制表|填表|填报|审核|复核|负责人|单位负责人|统计负责人|分管领导|联系人"
    r"|联系电话|电话|报送|打印|notes?|sources?|remarks?|preparedby|checkedby|contact|compiledby)"
    r"(?:人|单位|日期|时间|机构|\d{1,2})?[:：.].*",
    re.DOTALL,
)
"""What a line below the figures begins with, folded."""
