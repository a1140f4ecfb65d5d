"""What columns and keys of tables are called, in many languages; and their times."""

import re

from archive.transcript import TimeSpan

SPEAKER_NAMES = """
    speaker speaker_name speakername name who voice participant character
    спикер говорящий имя участник кто сөйлеуші аты locuteur locutrice intervenant nom
    sprecher sprecherin sprecher:in person hablante orador locutor ponente nombre
    parlante interlocutore falante mówca konuşmacı spreker talare мовець доповідач
    說話者 说话人 发言人 發言人 講者 話者 発言者
"""
TEXT_NAMES = """
    text transcript utterance content speech words message caption sentence line
    dialogue dialog текст реплика слова мәтін сөзі texte paroles propos transcription
    aussage redebeitrag wortlaut texto parlamento intervención testo battuta fala
    tekst wypowiedź metin konuşma tekst uitspraak yttrande репліка 内容 內容 文本 文字
    發言 发言 発言 テキスト
"""
START_NAMES = """
    start start_time starttime start_ms begin from timestamp time timecode in offset
    начало время басы уақыты début temps beginn anfang zeit von inicio tiempo hora
    inizio tempo início początek czas başlangıç zaman tijd tid початок час 开始 開始
    时间 時間
"""
END_NAMES = """
    end end_time endtime end_ms stop to out конец соңы fin ende bis final fine fim
    koniec bitiş einde slut кінець 结束 結束 終了
"""
QUESTION_NAMES = """
    question questions q вопрос вопросы сұрақ pregunta frage domanda pergunta pytanie
    soru vraag fråga питання запитання 問 问 問題 问题 質問 質疑 질문
"""
ANSWER_NAMES = """
    answer answers a response ответ ответы жауап réponse respuesta antwort risposta
    resposta odpowiedź cevap yanıt antwoord svar відповідь 答 回答 答案 答え 답변 대답
"""
SPEAKER, TEXT = frozenset(SPEAKER_NAMES.split()), frozenset(TEXT_NAMES.split())
START, END = frozenset(START_NAMES.split()), frozenset(END_NAMES.split())
QUESTION = frozenset(QUESTION_NAMES.split())
ANSWER = frozenset(ANSWER_NAMES.split())
CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})(?:[.,;:](\d{1,3}))?")
SECONDS = re.compile(r"\d{1,7}(?:\.\d{1,6})?")


def folded(name: str) -> str:
    """A column's name as it is looked up."""
    return "_".join(name.strip(" \t\ufeff\"'").lower().split())


def time_of(start: str, end: str) -> TimeSpan | None:
    """The time between two stamps, in seconds or by the clock; None without a start."""
    begins, ends = _moment(start), _moment(end)
    if begins is None:
        return None
    return TimeSpan(begins, max(begins, ends or 0))


def _moment(stamp: str) -> int | None:
    stamp = stamp.strip(" []()")
    if clock := CLOCK.fullmatch(stamp):
        hours, minutes, seconds, fraction = clock.groups()
        whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
        return whole * 1000 + int((fraction or "0").ljust(3, "0"))
    return round(float(stamp) * 1000) if SECONDS.fullmatch(stamp) else None
