from kiosk import paths
from kiosk.checks.legibility import characters
from kiosk.files import read_text
from tests.fonts import written


def test_the_list_of_characters_is_that_of_the_fonts() -> None:
    assert read_text(paths.CHARACTERS) == written()


def test_the_fonts_have_the_letters_of_the_languages_around() -> None:
    letters = "åäöÅÄÖ õüšž ŋđŧčáǥǧǩʒǯ абвщэюя їєґ ابتثجحخدذرزسشصضطظعغفقكلمنهوي ؟ 0123456789 –·”"
    assert set(letters) <= characters()
