"""Invented names of today's England, by where a family's roots are; numbers from Ofcom's range for fiction."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Roots:
    """Names that go together: girls, boys, family names, the language and how a name is written at home."""

    language: str
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    surnames: tuple[str, ...]
    native: dict[str, str]
    weight: int


ROOTS: tuple[Roots, ...] = (
    Roots(
        "English",
        (
            "Amelia", "Ruby", "Jade", "Chloe", "Lily", "Grace", "Ellie", "Kayleigh", "Poppy", "Freya", "Skye", "Tia",
            "Demi", "Courtney", "Hannah", "Leah", "Evie", "Sheila", "Donna", "Tracey", "Denise", "Carol",
        ),
        (
            "Leo", "Jayden", "Alfie", "Tyler", "Harry", "Riley", "Callum", "Kai", "Noah", "Mason", "Liam", "Connor",
            "Jake", "Darren", "Mark", "Lee", "Wayne", "Gary", "Dean", "Craig", "Barry", "Ethan",
        ),
        (
            "Bright", "Farrow", "Whittaker", "Nash", "Pike", "Hughes", "Reid", "Doyle", "Marsden", "Holt", "Cartwright",
            "Bishop", "Lowther", "Pugh", "Thornley", "Garside", "Fenwick", "Oakley", "Tranter", "Boothroyd", "Sykes",
            "Ashworth", "Dunne", "Kirkby", "Stubbs", "Hollins", "Radford", "Entwistle",
        ),
        {},
        52,
    ),
    Roots(
        "Polish",
        ("Zofia", "Maja", "Anna", "Katarzyna", "Małgorzata", "Barbara", "Oliwia", "Hanna"),
        ("Jakub", "Antoni", "Łukasz", "Wojciech", "Paweł", "Szymon", "Kacper"),
        ("Kowalska", "Wiśniewska", "Nowak", "Wójcik", "Zielińska", "Dąbrowska"),
        {},
        8,
    ),
    Roots(
        "Urdu",
        ("Ayesha", "Fatima", "Zainab", "Maryam", "Sana", "Hira"),
        ("Mohammed", "Ibrahim", "Yusuf", "Bilal", "Hamza", "Imran"),
        ("Khan", "Hussain", "Ahmed", "Malik", "Akhtar", "Mahmood"),
        {"Ayesha": "عائشہ", "Fatima": "فاطمہ", "Zainab": "زینب", "Mohammed": "محمد", "Yusuf": "یوسف", "Khan": "خان"},
        9,
    ),
    Roots(
        "Bengali",
        ("Nusrat", "Sadia", "Tasnim", "Rumana"),
        ("Rahim", "Tanvir", "Shafiq", "Arif"),
        ("Begum", "Rahman", "Chowdhury", "Uddin"),
        {"Sadia": "সাদিয়া", "Tanvir": "তানভীর", "Rahman": "রহমান"},
        4,
    ),
    Roots(
        "Romanian",
        ("Ioana", "Andreea", "Elena", "Mihaela"),
        ("Andrei", "Ștefan", "Mihai", "Ionuț"),
        ("Popescu", "Ionescu", "Țurcanu", "Munteanu"),
        {},
        5,
    ),
    Roots(
        "Twi",
        ("Efua", "Abena", "Akosua", "Ama"),
        ("Kwame", "Kofi", "Yaw", "Kwabena"),
        ("Osei-Bonsu", "Amadi", "Mensah", "Boateng"),
        {},
        5,
    ),
    Roots(
        "Arabic",
        ("Layla", "Noor", "Rania", "Huda"),
        ("Omar", "Karim", "Ali", "Samir"),
        ("Haddad", "Al-Sayed", "Nasser", "Mansour"),
        {"Layla": "ليلى", "Noor": "نور", "Omar": "عمر", "Haddad": "حداد", "Nasser": "ناصر"},
        5,
    ),
    Roots(
        "Tigrinya",
        ("Selam", "Luwam", "Feven"),
        ("Yonas", "Robel", "Filmon"),
        ("Tesfay", "Haile", "Gebremedhin"),
        {"Selam": "ሰላም", "Yonas": "ዮናስ", "Haile": "ሃይለ"},
        3,
    ),
    Roots(
        "Cantonese",
        ("Mei Ling", "Hoi Yan", "Ka Yee"),
        ("Chi Wai", "Ho Ming", "Jun"),
        ("Chan", "Wong", "Leung"),
        {"Mei Ling": "美玲", "Chi Wai": "志偉", "Chan": "陳", "Wong": "黃"},
        3,
    ),
    Roots(
        "Punjabi",
        ("Simran", "Harpreet", "Jasleen"),
        ("Gurpreet", "Arjan", "Manvir"),
        ("Kaur", "Singh", "Gill"),
        {"Simran": "ਸਿਮਰਨ", "Arjan": "ਅਰਜਨ", "Singh": "ਸਿੰਘ", "Kaur": "ਕੌਰ"},
        3,
    ),
    Roots(
        "Turkish",
        ("Elif", "Zeynep", "Ayşe"),
        ("Emre", "Çağlar", "İbrahim"),
        ("Yılmaz", "Öztürk", "Şahin"),
        {},
        3,
    ),
)  # fmt: skip

STREETS = (
    "Harbour Lane", "Mill Rise", "St Brannoc’s Road", "Alder Close", "Tannery Street", "Quarry Hill", "Linden Way",
    "Coppice Avenue", "Weir Cottages", "Station Parade", "Fuller Court", "Beacon View", "Old Dairy Mews",
)  # fmt: skip
SCHOOLS = (
    "St Brannoc’s Primary", "Wexcombe Academy", "Alder Grove Nursery", "Quarry Hill Primary", "Beacon High School",
    "Tannery Street Infants", "Linden Special School",
)  # fmt: skip


class Chooser:
    """Everything random of one borough comes through here: the same seed gives the same people."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - an invented borough, not a secret
        self._numbers = 0

    def roots(self) -> Roots:
        """Where a family comes from."""
        return self.random.choices(ROOTS, [one.weight for one in ROOTS])[0]

    def given(self, roots: Roots, female: bool) -> str:
        """A given name."""
        return self.random.choice(roots.girls if female else roots.boys)

    def surname(self, roots: Roots) -> str:
        """A family name."""
        return self.random.choice(roots.surnames)

    def mobile(self) -> str:
        """A mobile number that Ofcom keeps for fiction (07700 900000 to 900999)."""
        self._numbers = (self._numbers * 7 + 389) % 1000
        return f"07700 900{self._numbers:03d}"

    def landline(self) -> str:
        """A landline number that Ofcom keeps for fiction (01632 960000 to 960999)."""
        return f"01632 960{self.random.randrange(1000):03d}"

    def address(self) -> tuple[str, str]:
        """(lines, postcode): WX is nobody's postcode area."""
        number = self.random.randrange(1, 140)
        code = f"WX{self.random.randrange(1, 9)} {self.random.randrange(1, 9)}{self.random.choice('ABDEFGHJLNP')}"
        return f"{number} {self.random.choice(STREETS)}, Wexcombe", code + self.random.choice("ABDEFGHJLNP")
