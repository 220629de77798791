"""The settings, what each may be, and their defaults."""

from dataclasses import asdict, dataclass, field
from typing import Annotated, Any, Final, Literal, get_type_hints

from msgspec import Meta, inspect

DEFAULT_MODEL: Final = "studio"
"""See docs/decisions/0014-studio-reads.md."""

_Edge = Annotated[int, Meta(ge=16, le=8192)]
_Angle = Annotated[float, Meta(ge=-90.0, le=90.0)]
Hidden = Literal["none", "second", "letters", "all", "stalled", "cues"]


@dataclass(frozen=True, slots=True)
class AnalysisSettings:
    """How faces are found, followed and read.

    Attributes:
        model: Name of the model, or the path of its folder.
        backend: What runs the model.
        detector: What finds the faces.
        detector_weights: Path of YuNet's weights; None for the downloaded ones.
        detection_rows: Whole frames are reduced to this height in pixels before faces are searched.
        scan_every_s: The whole frame is searched this often in seconds; in between only near known faces. While
            nobody is known, four times as often.
        looks_per_frame: In between, at most so many known faces are looked for in a frame, in turn.
        confirm_s: A detection becomes a face when it has lasted this long.
        forget_s: A face that is not found for this long is forgotten; until then it keeps its number.
        lead_s: Another face becomes person 0 when it has been clearly larger for this long.
        smoothing_s: Time constant of the exponential smoothing of the probabilities.
        label_hold_s: The label changes when another emotion has led for this long, or leads by far.
        movements: Whether it is measured what person 0's face does.
    """

    model: str = DEFAULT_MODEL
    backend: Literal["tflite", "keras"] = "tflite"
    detector: Literal["haar", "yunet"] = "haar"
    detector_weights: str | None = None
    detection_rows: Annotated[int, Meta(ge=60, le=4320)] = 240
    scan_every_s: Annotated[float, Meta(ge=0.0, le=10.0)] = 0.4
    looks_per_frame: Annotated[int, Meta(ge=1, le=100)] = 8
    confirm_s: Annotated[float, Meta(ge=0.0, le=2.0)] = 0.2
    forget_s: Annotated[float, Meta(ge=0.1, le=5.0)] = 1.0
    lead_s: Annotated[float, Meta(ge=0.0, le=3.0)] = 0.7
    smoothing_s: Annotated[float, Meta(ge=0.0, le=2.0)] = 0.3
    label_hold_s: Annotated[float, Meta(ge=0.0, le=1.0)] = 0.25
    movements: bool = False

    def noted(self) -> dict[str, Any]:
        """How it is read, for notes and keys; without movements where they are off, as before there were any."""
        return {name: value for name, value in asdict(self).items() if name != "movements" or value}


@dataclass(frozen=True, slots=True)
class WindowSettings:
    """How the window looks and what it records.

    Attributes:
        theme: The colours.
        language: The code of the language in which all is said, or "system" for the computer's own.
        welcomed: Whether the words of the first run were read.
        version: Of the program, when it was started last; None before the first start.
        camera: Name of the camera to open at the start; None for the first one.
        camera_size: (width, height) in pixels to ask a camera for.
        mirrored: Whether a camera's picture is flipped like a mirror.
        sound: Whether recordings have sound.
        microphone: Name of the microphone; None for the system's own choice.
        annotated: Whether the reading is drawn into recordings.
        video: The ending, and so the kind, of the Mirror's recordings.
        countdown: Whether 3-2-1 is counted before a recording.
        landmarks: Whether the Mirror traces eyes, brows and lips over the picture.
        face_unfolded: Whether the Mirror shows what the face does.
        curves: Which curves the Mirror shows.
        curve_movements: Stored names of the movements of which it does.
        curves_height: Height in pixels that the Mirror's curves were dragged to; None for what suits the window.
        take_curves_height: The same of a take's.
        recordings: Folder of recordings and snapshots; None for "Acting Mirror" among the user's videos.
        recent: What was opened last, files and links, newest first.
        page: Number of the page that was shown last, from 0.
    """

    theme: Literal["system", "light", "dark"] = "system"
    language: str = "system"
    welcomed: bool = False
    version: str | None = None
    camera: str | None = None
    camera_size: tuple[_Edge, _Edge] = (1280, 720)
    mirrored: bool = True
    sound: bool = True
    microphone: str | None = None
    annotated: bool = True
    video: Literal[".avi", ".mp4"] = ".avi"
    countdown: bool = False
    landmarks: bool = False
    face_unfolded: bool = False
    curves: Literal["emotions", "movements", "head"] = "emotions"
    curve_movements: tuple[str, ...] = ("brows_up", "brows_down", "mouth_corners_up", "mouth_corners_down")
    curves_height: Annotated[int, Meta(ge=1, le=10_000)] | None = None
    take_curves_height: Annotated[int, Meta(ge=1, le=10_000)] | None = None
    recordings: str | None = None
    recent: tuple[str, ...] = ()
    page: Annotated[int, Meta(ge=0, le=3)] = 0


@dataclass(frozen=True, slots=True)
class RehearsalSettings:
    """How scripts are rehearsed.

    Attributes:
        advance: What ends your lines; "voice" is when you stop speaking.
        words_a_minute: The pace of lines that pass by themselves.
        pause_s: So much silence ends a line that you speak, in seconds.
        partner: Whether lines of others are heard, where they have a sound.
        headphones: Whether you hear them by headphones, so that the microphone does not.
        partner_in_take: Whether takes have them then all the same.
        cue: What reminds you of an emotion that is off.
        cue_delay_s: How long it must have been off, in seconds.
        cue_loudness: 0 to 1.
        cue_recording: Whether cues sound while a take is recorded, which hears them.
        directions: Whether the prompter shows stage directions and headings.
        mirrored_text: Whether the prompter's text is mirrored, for the glass of a prompter.
        hidden: What of your words the prompter hides: nothing, every second word, all but first letters, or all;
            "stalled" shows them to who stalls, and "cues" leaves of the others' speeches their ends alone.
        weakest_first: Whether a rehearsal begins with the lines in which you needed help.
        type_size: Height of the prompter's type in pixels.
        movement_tips: Whether tips say what the face did, in practice too, which is measured meanwhile.
        countdown_s: Seconds counted down before the first line; 0 for none.
        tape_lamps: Whether lamps say, before anything is recorded, what a self-tape would be.
        profile: Name of the profile of your face; None for none.
        eyelines: The name of each camera with the angles at which you look into its lens and at your partner, in
            degrees: yaw and pitch of the one, then of the other.
        slate: What the actor says of themselves in a slate: what profiles of self-tapes ask for, each with the words.
        scripts: What was rehearsed last, newest first: the path of each script and the character that was played.
    """

    advance: Literal["key", "pace", "voice"] = "key"
    words_a_minute: Annotated[int, Meta(ge=40, le=400)] = 150
    pause_s: Annotated[float, Meta(ge=0.2, le=5.0)] = 0.8
    partner: bool = True
    headphones: bool = False
    partner_in_take: bool = False
    cue: Literal["off", "tone", "voice"] = "off"
    cue_delay_s: Annotated[float, Meta(ge=0.5, le=20.0)] = 2.0
    cue_loudness: Annotated[float, Meta(ge=0.0, le=1.0)] = 0.3
    cue_recording: bool = False
    directions: bool = True
    mirrored_text: bool = False
    hidden: Hidden = "none"
    weakest_first: bool = False
    type_size: Annotated[int, Meta(ge=16, le=160)] = 32
    movement_tips: bool = True
    countdown_s: Annotated[int, Meta(ge=0, le=10)] = 3
    tape_lamps: bool = True
    profile: str | None = None
    eyelines: tuple[tuple[str, tuple[_Angle, _Angle, _Angle, _Angle]], ...] = ()
    slate: tuple[tuple[str, str], ...] = ()
    scripts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PracticeSettings:
    """What is practised.

    Attributes:
        emotions: Stored names of what is asked for; none stands for all of them.
        level: How hard it is, from 1.
    """

    emotions: tuple[str, ...] = ()
    level: Annotated[int, Meta(ge=1, le=5)] = 1


@dataclass(frozen=True, slots=True)
class Settings:
    """All that the program remembers of the user's wishes."""

    analysis: AnalysisSettings = field(default_factory=AnalysisSettings)
    window: WindowSettings = field(default_factory=WindowSettings)
    rehearsal: RehearsalSettings = field(default_factory=RehearsalSettings)
    practice: PracticeSettings = field(default_factory=PracticeSettings)


def range_of(part: object, name: str) -> tuple[float, float]:
    """The least and the largest value of a number in a part of the settings."""
    number: Any = inspect.type_info(get_type_hints(type(part), include_extras=True)[name])
    return number.ge, number.le
