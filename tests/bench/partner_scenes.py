"""Scenes for `partner.py`: the lines of one part, each of which is answered.

The times of the program were fitted to the first ones; the others were kept back until that was done.
"""

from dataclasses import dataclass
from typing import Final

ENGLISH: Final = ("en-gb", "en-us+f3", "en-us+m7", "en-gb+f2", "en-gb-scotland+m3")
GERMAN: Final = ("de", "de+f2", "de+m3", "de+f4", "de+m7")
SPANISH: Final = ("es", "es-419+f3", "es+m3", "es-419+m7", "es+f2")


@dataclass(frozen=True, slots=True)
class Scene:
    """One part's lines.

    Attributes:
        name: Of the scene.
        voices: Who speaks them.
        lines: The words.
    """

    name: str
    voices: tuple[str, ...]
    lines: tuple[str, ...]


FITTED: Final = (
    Scene(
        "a ghost",
        ENGLISH,
        (
            "You told me that you would be here at nine, and nobody answered the door.",
            "I waited in the rain for two hours.",
            "Four years, and all I have of you is a box of letters. Did you ever mean to send them?",
            "No.",
            "Then tell me what you want from me, because I do not know any more.",
            "I can't. Not tonight.",
            "Who is there?",
            "You are dead. They said that you were dead, and I believed them, every single one of them!",
            "Stay where you are.",
            "I kept your coat, and I kept the watch, and I sold everything else to pay for the house.",
        ),
    ),
    Scene(
        "short lines",
        ENGLISH,
        (
            "Well?",
            "You saw him.",
            "What did he say?",
            "Nothing. Nothing at all?",
            "I don't believe you.",
            "Say it again.",
            "Through the kitchen window, though?",
            "Wait... you knew.",
            "All right, all right.",
            "Get out of my sight!",
        ),
    ),
    Scene(
        "speeches",
        ENGLISH,
        (
            "When I was a girl, my father took me down to the harbour every Sunday, and we would count the boats. He "
            "always knew which ones had not come back. He never said so. He just counted more slowly.",
            "Don't you dare tell me that it was for my own good! You sat in that chair, with your tea and your "
            "newspaper, and you let me believe for eleven months that she had simply forgotten us.",
            "I'm not asking for much. An hour, maybe two. We could walk, and you wouldn't have to talk if you "
            "didn't feel like it.",
            "So I went back. I climbed the stairs, I stood outside the door, I even had my hand on the bell - and "
            "then I heard her laughing, and I thought: no. Let her laugh.",
            "There are things that you can forgive because you love someone, and there are things that you forgive "
            "because you are tired, and I am so very tired of you.",
            "Listen to me carefully, because I shall say this only once and then we'll never mention it again.",
            "Every morning I tell myself that today's the day. Then the kettle boils.",
            "He wasn't a bad man, you know. Strange, perhaps; stubborn as a mule; but he would have given you the "
            "shirt off his back if you'd asked him nicely.",
        ),
    ),
    Scene(
        "numbers",
        ENGLISH,
        (
            "The train leaves at 7:45 from platform 12.",
            "Mr. Brown owes me 3,500 dollars.",
            "It was in 1987. No, 1988.",
            "Flat 4B, 221 Baker St., third floor.",
            "Dr. Miller said that 20% of them never wake up.",
            "Dial 999!",
            "We've got 15 minutes, 30 if we're lucky, before the FBI finds out.",
            "Room 101, 9 a.m., and don't be late.",
            "She was 42 and he was 19, and nobody said a word about it.",
            "That's 2 + 2, not 22.",
        ),
    ),
    Scene(
        "a German one",
        GERMAN,
        (
            "Du hast gesagt, dass du um neun hier bist, und niemand hat die Tür aufgemacht.",
            "Nein.",
            "Und was soll ich jetzt deiner Meinung nach tun?",
            "Ich habe zwei Stunden im Regen gewartet. Zwei Stunden!",
            "Wer ist da?",
            "Das Krankenhaus hat angerufen, gestern Abend schon, aber du warst ja wieder einmal nicht zu erreichen.",
            "Hau ab!",
            "Vielleicht sollten wir einfach aufhören, uns etwas vorzumachen.",
            "Ich weiß es nicht mehr.",
            "Deine Mutter hat mir alles erzählt: von dem Haus, von den Schulden und von der Versicherung.",
        ),
    ),
)
KEPT_BACK: Final = (
    Scene(
        "an audition",
        ENGLISH,
        (
            "Is this where I'm supposed to wait?",
            "Good. Because I've been up since four, I've missed two buses, and if one more person tells me to smile "
            "I'm going to scream.",
            "Sorry.",
            "I'm not usually like this.",
            "My agent said half past ten, and I thought, well, half past ten, that gives me time to learn it.",
            "Eleven pages!",
            "You've done this before, haven't you?",
            "What's she like? The director, I mean.",
            "My sister got me into it. She was always the talented one; I only carried her bag. Then one day she "
            "didn't turn up, and somebody pushed me onto the stage.",
            "I know it by heart now. Mostly.",
            "Please don't laugh.",
            "They called your name, not mine.",
        ),
    ),
    Scene(
        "a Spanish one",
        SPANISH,
        (
            "¿Quién te ha dejado entrar?",
            "Te esperé toda la noche, sentada en la cocina, con la luz encendida.",
            "No.",
            "Mi padre vendió la casa en 1994, y desde entonces nadie ha vuelto al pueblo.",
            "¡Véte de aquí!",
            "No sé por qué me lo cuentas ahora.",
            "Dijiste que volverías en verano. Han pasado tres veranos, y yo sigo regando tus plantas.",
            "Escucha...",
            "Lo único que quiero es dormir una noche entera sin pensar en ti.",
            "Déjame sola, por favor.",
        ),
    ),
    Scene(
        "a German letter",
        GERMAN,
        (
            "Setz dich.",
            "Der Brief lag seit drei Wochen in der Schublade, und ich habe mich nicht getraut, ihn zu öffnen.",
            "Lies ihn vor, bitte.",
            "Am 14. März um 8 Uhr, steht da.",
            "Das kann nicht sein!",
            "Er hat doch immer behauptet, er sei der letzte Mensch auf der Welt, der jemals nach Hamburg "
            "zurückgehen würde.",
            "Und? Was schreibt sie?",
            "Ach so.",
            "Wenn du mich fragst, hat sie das alles von Anfang an gewusst. Sie wollte nur, dass wir es selbst "
            "herausfinden.",
            "Gib mir noch einen Augenblick.",
        ),
    ),
)
