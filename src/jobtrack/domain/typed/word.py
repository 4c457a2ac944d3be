"""The Chinese words for what the program takes in fixed English ones, whatever language it speaks.

Targets, flags and the options that choose are so written in either language.
"""

from jobtrack.domain.text import folded

_WORDS = {
    "hold": "保持", "reach": "达到", "quota": "年度任务", "cover": "全覆盖", "grow": "增长",
    "at_least": "不低于 至少 下限", "at_most": "不高于 至多 上限",
    "every month": "逐月判定 逐月 每月", "at due": "到期判定 到期",
    "linear": "直线", "step": "阶梯",
    "last year": "去年同期 上年同期", "last december": "去年12月 上年12月 去年底 上年末",
    "level": "期末数", "flow": "当月数", "ytd": "本年累计", "ratio": "比率",
    "irregular": "不定期",
    "A": "正常 normal", "P": "初步数 初步 provisional", "E": "估计数 估计 estimated",
    "B": "口径变动 break", "M": "已撤回 撤回 缺失 withdrawn missing",
    "exact": "准确数 准确 确数",
    "red": "红 红色", "amber": "黄 黄色", "grey": "灰 灰色 gray",
    "worst": "最差", "best": "最好", "value": "数值", "change": "同比增减", "area": "地区",
}  # fmt: skip
_BY_WORD = {folded(word): fixed for fixed, words in _WORDS.items() for word in words.split()}


def fixed_word(text: str) -> str:
    """The English word or letter that ``text`` stands for; any other text as it is."""
    return _BY_WORD.get(folded(text), text)
