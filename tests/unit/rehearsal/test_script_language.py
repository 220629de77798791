"""Which language is spoken in a script."""

import pytest

from acting_mirror.rehearsal.script_language import language_of


@pytest.mark.parametrize(
    ("words", "tag"),
    [
        ("Who is there? It is only me, and I have come back. You are not glad.", "en"),
        ("Wer ist da? Ich bin es nur. Du freust dich nicht, das ist schade.", "de"),
        ("¿Quién está ahí? Soy yo, que he vuelto. No te alegras por eso.", "es"),
        ("Qui est là ? C'est moi, je suis revenu. Tu n'es pas contente.", "fr"),
        ("Chi è? Sono io, e non sono venuto per te. Che cosa mi dici?", "it"),
        ("Quem é? Sou eu, voltei para você. Não está contente com isso?", "pt"),
        ("Wie is daar? Ik ben het maar. Je bent niet blij dat ik terug ben.", "nl"),
        ("Kto tam? To tylko ja. Nie cieszysz się, że jestem?", "pl"),
        ("Vem är det? Det är bara jag. Du är inte glad att jag har kommit.", "sv"),
        ("Кто там? Это я, я вернулась.", "ru"),
        ("你好吗。我很好。谢谢你。", "cmn"),
        ("元気ですか。はい、元気です。", "ja"),
        ("누구세요? 저예요.", "ko"),
        ("Ποιος είναι; Εγώ.", "el"),
        ("Ha! Ha ha.", ""),
        ("", ""),
    ],
)
def test_a_language_shows_by_its_letters_or_its_smallest_words(words: str, tag: str) -> None:
    assert language_of(words.split(". ")) == tag
