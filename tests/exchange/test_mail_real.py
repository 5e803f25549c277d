"""Real mails that nobody here wrote: what was read from each is what is in the file, and none is too broken."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from desktop_app.exchange.mail.read import open_mail, read_mails
from desktop_app.exchange.mail.shapes import Mail, NotMail, Read

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
MAILS = SHARED / "data" / "mail"

_LETTER = (
    b"Message-ID: <one@council.example>\r\nFrom: Asha Begum <asha@council.example>\r\n"
    b"To: pa@council.example\r\nDate: Tue, 1 Dec 2026 09:00:00 +0000\r\nSubject: Core group\r\n"
    b'Content-Type: multipart/mixed; boundary="edge"\r\n\r\n--edge\r\nContent-Type: text/plain\r\n\r\n'
    b"See you at ten.\r\n--edge\r\nContent-Type: application/pdf; name=plan.pdf\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--edge--\r\n"
)

# file, subject, sender, first recipient, sent (UTC), attachments, first words of the text
# fmt: off
FACTS: list[tuple[str, str, str, str, str, tuple[str, ...], str]] = [
    ("mail/attachment_content_disposition.eml", "testing", "foo@example.com", "blah@example.com",
     "2005-06-06T20:21:22+00:00", ("api.rb",), "This is the first part."),
    ("mail/attachment_nonascii_filename.eml", "testing", "foo@example.com", "blah@example.com",
     "2005-06-06T20:21:22+00:00", ("ciële.txt",), "This is the first part."),
    ("mail/attachment_pdf.eml", "Another PDF with 🎉 Unicode chars in it 🍿", "xxxx@xxxx.com",
     "xxxx@xxxx.com", "2005-05-10T17:26:39+00:00", ("broken.pdf",), "Just attaching another PDF,"),
    ("mail/attachment_with_base64_encoded_name.eml", "Fwd: Signed email causes file attachments",
     "xxxxxxxxx.xxxxxxx@gmail.com", "xxxxx@xxxxxxxxx.com", "2005-05-08T19:09:11+00:00",
     ("This is a test.pdf",), "We should not include these"),
    ("mail/attachment_with_quoted_filename.eml", "Eelanalüüsi päring", "jeff@37signals.com",
     "jeff@37signals.com", "2009-05-13T15:42:01+00:00", ("Eelanalüüsi päring.jpg",), ""),
    ("mail/bad_encoded_subject.eml", "TEST", "", "", "", (), "TEST"),
    ("mail/bad_subject.eml", "MySurvey.com: You have a survey waiting! 91123105",
     "carol@mysurvey.com", "someone@aol.com", "2010-12-15T17:21:20+00:00", (),
     "You have a survey waiting!"),
    ("mail/content_transfer_encoding_7-bit.eml", "Discover(R) Card News Online - January 2002",
     "discovercard_newsflash@discover.qrs1.net", "emclaug@enron.com", "2002-01-10T02:47:50+00:00",
     (), "DISCOVERÆ CARD <http://disco"),
    ("mail/content_transfer_encoding_text-html.eml", "Re: We will help you refinance your home.",
     "abhijit.862153drinnan@datavalet.com", "cvs@bruce-guenter.dyndns.org",
     "2005-05-06T11:55:01+00:00", (), "Hello,"),
    ("mail/content_transfer_encoding_x_uuencode.eml", "PGP Comments on RTO West Release of Dec. 14",
     "lpeters@PACIFIER.COM", "RRGA-L@LIST.RTOWEST.ORG", "2002-01-10T21:59:53+00:00",
     ("PGP_Cmts_on_12-14-01_Pkg.doc",), "Attached are the comments of"),
    ("mail/empty_group_lists.eml", "Western Union Swift Money Transfer",
     "ceciledwards@sbcglobal.net", "", "2009-12-03T18:50:22+00:00", (), "Attention Beneficiary:"),
    ("mail/example10.eml", "", "pete@silly.test", "c@public.example", "1969-02-14T03:02:00+00:00",
     (), "Testing."),
    ("mail/example11.eml", "", "john.q.public@example.com", "mary@example.net",
     "2003-07-01T08:52:37+00:00", (), "Hi everyone."),
    ("mail/example14.eml", "Re: TEST テストテスト", "atsushi@example.com", "rudeboyjet@gmail.com",
     "2011-08-19T01:47:17+00:00", (), "Hello"),
    ("mail/invalid_subject_characters.eml",
     "Formação FrenetikPolis: Mega Campanha Final Verão | Cursos de Setembro",
     "info@formacaofrenetik.info", "martin@internet.ao", "", (), "TEST"),
    ("mail/japanese_attachment_long_name.eml", "まみむめもまみむめもまみむめもまみむめもまみむめもまみむめもまみむめもまみむめもまみむめもまみむめも",  # noqa: E501
     "mikel@test.lindsaar.net", "raasdnil@gmail.com", "2009-10-30T08:11:02+00:00",
     ("かきくけこかきくけこかきくけこかきくけこかきくけこ.txt",), ""),
    ("mail/japanese_iso_2022.eml", "まみむめも", "raasdnil@gmail.com", "raasdnil@gmail.com", "", (),
     "すみません。"),
    ("mail/japanese_shift_jis.eml", "test", "xxxxxxx@docomo.ne.jp", "unknown@example.com",
     "2014-05-28T08:18:19+00:00", (), "あいうえお"),
    ("mail/ks_c_5601-1987.eml", "test", "from@example.com", "unknown@example.com",
     "2014-05-28T08:18:19+00:00", (), ""),
    ("mail/new_line_in_to_header.eml", "[Online Lead] Online Lead #1111111", "l@gcn-example.com",
     "leads@sg.dc.com", "2010-10-13T14:53:04+00:00", (), '<?xml version="1.0" encoding'),
    ("mail/raw_email.eml", "NOTE: 한국말로 하는 것", "jamis@37signals.com",
     "willard15georgina@jamis.backpackit.com", "2005-05-02T22:07:05+00:00", (),
     "대부분의 마찬가지로, 우리는 하나님을 믿습니다."),
    ("mail/raw_email_bad_time.eml", "[0]: XXXXXXX XXXXX XXXXX !", "yusuf75thu@auracom.net",
     "abcdefg@AAAAAAAAA.net", "", (), "Filter2: This message has be"),
    ("mail/raw_email_encoded_stack_level_too_deep.eml",
     "Nicolas Fouché has accepted your invitation to Gmail", "gmail-noreply@google.com",
     "a.b@gmail.com", "2005-06-28T08:02:11+00:00", (), "Nicolas Fouché has accepted"),
    ("mail/raw_email_with_partially_quoted_subject.eml", 'Re: Test: "漢字" mid "漢字" tail',
     "jamis@37signals.com", "jamis@37signals.com", "2005-05-02T22:07:05+00:00", (),
     "대부분의 마찬가지로, 우리는 하나님을 믿습니다."),
    ("mail/utf8_headers.eml", "Säying Hello", "jdöe@mächine.example", "märy@exämple.net", "", (),
     "body"),
    ("mailparser/base64encodedroot.eml", "", "test@example.com", "", "", ("screenshot.png",), ""),
    ("mailparser/nodemailer.eml", "Nodemailer is unicode friendly ✔ (1476358788189)",
     "andris@kreata.ee", "andris+123@kreata.ee", "2016-10-13T11:39:48+00:00",
     ("attachment-1.bin", "image.png", "nyan cat ✔.gif", "notes.txt"), "Hello to myself!"),
    ("outlook-message-parser/CC duplicate recipients bug.msg", "Testing MSG",
     "atmcquillen@gmail.com", "andrew.mcquillen@civica.co.uk", "2024-04-15T17:08:25+00:00", (),
     "CAUTION:  This email came fr"),
    ("outlook-message-parser/HTML mail with replyto and attachment and embedded image.msg", "hey",
     "b.bottema@projectnibble.org", "benny.bottema@aegon.nl", "2017-03-05T11:11:31+00:00",
     ("thumbsup", "dresscode.txt", "location.txt"), "We should meet up!"),
    ("outlook-message-parser/S_MIME test message encrypted.msg", "S/MIME test message encrypted",
     "benny@bennybottema.com", "benny@bennybottema.com", "2019-04-27T16:47:26+00:00",
     ("smime.p7m",), ""),
    ("outlook-message-parser/S_MIME test message signed & encrypted.msg",
     "S/MIME test message signed & encrypted", "benny@bennybottema.com", "benny@bennybottema.com",
     "2019-04-27T16:48:18+00:00", ("smime.p7m",), ""),
    ("outlook-message-parser/S_MIME test message signed.msg", "S/MIME test message signed",
     "benny@bennybottema.com", "benny@bennybottema.com", "2019-04-27T16:47:54+00:00",
     ("module_architecture.png", "03-07-2005 errata SharnErrata.pdf", "smime.p7s"),
     "This is an encrypted message"),
    ("outlook-message-parser/Test at sign in personal From header.msg",
     "Test at sign in personal 3", "bogus@domain.com", "recipient@domain.com",
     "2021-06-26T11:56:37+00:00", (), "Test body"),
    ("outlook-message-parser/attachment with a bracket in the name.msg",
     'Attachment with the name "Attachment[1.pdf"', "", "a@b.c", "", ("Attachment[1.pdf",),
     "Dummy text. Btw, the pdf is"),
    ("outlook-message-parser/attachments.msg", "Delivery delayed:RE: Bosco Fraud Cases [ 2 of 8]",
     "MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@coab.us", "darlington@coab.us",
     "2016-04-11T17:11:10+00:00", ("attachment-1.txt", "attachment-2.txt"),
     "Delivery is delayed to these"),
    ("outlook-message-parser/chinese message garbled.msg", "测试邮件", "",
     "yongzhi.huang@accenture.com", "2024-05-20T03:29:12+00:00", ("image001.png",),
     "Quiz Time  / Question Bank"),
    ("outlook-message-parser/embedded image.msg", "email test", "mpaliarik@mdlz.com",
     "mpaliarik@mdlz.com", "2012-11-13T17:14:23+00:00", ("image001.png",),
     "This should pass into the ka"),
    ("outlook-message-parser/issue-16-rtf-sample-email-with-attachment.msg",
     "RtfSampleEmailWithAttachment", "Chris.Wilson@leeds.gov.uk", "Chris.Wilson@leeds.gov.uk",
     "2017-10-23T09:05:21+00:00", ("SampleAttachment.pdf",), "This is a sample RTF email w"),
    ("outlook-message-parser/issue-87-client-submit-time-corrected.msg", "test", "",
     "Helmut.Reitinger@groedig.at", "2024-06-04T13:31:19+00:00", ("image001.jpg", "image002.png"),
     "mit freundlichen Grüßen"),
    ("outlook-message-parser/nested simple mail.msg", "outlookmsg2html Testmail",
     "Emanuel.Reisinger@cargonet.software", "Emanuel.Reisinger@cargonet.software",
     "2016-04-11T09:17:58+00:00", (), "Mail in mail."),
    ("outlook-message-parser/plain chain.msg",
     "RE: [Redmine - Bug #10180] redmine not truncating emails properly", "",
     "applsoft-redmine@anca.com", "2012-10-24T00:44:56+00:00", (), "Another test email to obtain"),
    ("outlook-message-parser/simple email with TO and CC_multiple.msg", "Test E-Mail",
     "elias.laugher@gmail.com", "elias.laugher@gmail.com", "2020-01-08T07:25:42+00:00", (),
     "Just a test to get an email"),
    ("outlook-message-parser/simple email with TO and CC_single.msg", "Test E-Mail",
     "elias.laugher@gmail.com", "sielenkemper@otris.de", "2020-01-07T14:43:59+00:00", (),
     "Just a test to get an email"),
    ("outlook-message-parser/simple reply with CC.msg", "Re: Sent by CV Contact Form",
     "benny@bennybottema.com", "davidjono555@gmail.com", "2019-12-18T10:30:37+00:00", (),
     "This is a dummy CC test mail"),
    ("outlook-message-parser/simple sent.msg",
     "(outlookEMLandMSGconverter Trial Version Import) BitDaddys Software", "jdoes@someserver.com",
     "sales@bitdaddys.com", "2006-08-12T18:25:25+00:00", (), "Dear BitDaddys Corp.,"),
    ("outlook-message-parser/test subject duplicated recipients.msg",
     "test subject duplicated recipients", "anastasiadis_stavros@hotmail.gr",
     "sanastasiadis@gmail.com", "2024-06-23T00:37:22+00:00", (), "Test body duplicated recipie"),
    ("outlook-message-parser/tst_unicode.msg", "Testcase", "m.kalejs@outlook.com",
     "doesnotexist@doesnt.com", "", (), "Char-å-Char"),
    ("outlook-message-parser/unsent draft.msg", "MSG Test File", "", "time2talk@online-convert.com",
     "", (), "MSG test file"),
]
# fmt: on


def _samples() -> list[tuple[str, bytes]]:
    """The real files; where the folder beside the checkout does not exist at all, a made one stands in."""
    if not SHARED.exists():
        return [("letter.eml", _LETTER)]
    return [(path.name, path.read_bytes()) for path in sorted(MAILS.rglob("*")) if path.suffix in (".eml", ".msg")]


def _check_storable(mail: Mail) -> None:
    """Whatever was read can be kept: it is UTF-8 and has no NUL in it."""
    shown = [mail.subject, mail.text, mail.html, mail.sent_said, mail.message_id, *mail.missing, *mail.references]
    shown += [f"{one.name} {one.email}" for one in (mail.sender, *mail.to, *mail.cc, *mail.bcc, *mail.reply_to)]
    shown += [f"{part.name} {part.media_type} {part.content_id}" for part in mail.attachments]
    for said in shown:
        assert "\0" not in said
        said.encode("utf-8")
    for part in mail.attachments:
        assert part.name == part.name.strip(" .")
        assert not set('/\\:*?"<>|') & set(part.name)
    for inside in mail.nested:
        _check_storable(inside)


_MADE = ("letter.eml", "Core group", "asha@council.example", "pa@council.example", "2026-12-01T09:00:00+00:00",
         ("plan.pdf",), "See you at ten.")  # fmt: skip


@pytest.mark.parametrize("fact", FACTS if SHARED.exists() else [_MADE], ids=lambda fact: fact[0])
def test_a_real_mail_says_what_its_file_says(fact: tuple[str, str, str, str, str, tuple[str, ...], str]) -> None:
    place, subject, sender, first, sent, names, words = fact
    mail = open_mail(Path(place).name, (MAILS / place).read_bytes() if SHARED.exists() else _LETTER)
    assert mail.subject == subject
    assert mail.sender.email == sender
    assert (mail.to[0].email if mail.to else "") == first
    assert (mail.sent_at.isoformat() if mail.sent_at else "") == sent
    assert tuple(part.name for part in mail.attachments) == names
    assert words in mail.text
    assert mail.text.strip() or not words


def test_every_real_file_is_read_and_can_be_kept(tmp_path: Path) -> None:
    place = MAILS
    if not SHARED.exists():
        place = tmp_path
        (tmp_path / "letter.eml").write_bytes(_LETTER)
    found = list(read_mails([place]))
    assert len(found) == len(_samples())
    for one in found:
        assert isinstance(one, Read), one
        _check_storable(one.mail)


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_mail_is_read_or_refused_and_nothing_else(seed: int) -> None:
    chance = random.Random(seed)
    for name, data in _samples():
        try:
            _check_storable(open_mail(name, _damaged(data, chance)))
        except NotMail:
            continue


def _damaged(data: bytes, chance: random.Random) -> bytes:
    """Cut short, letters changed, NULs put in, a piece doubled or lost, or the numbers of its head made absurd."""
    broken = bytearray(data)
    kind = chance.randrange(6)
    at = chance.randrange(len(broken))
    if kind == 0:
        del broken[at:]
    elif kind == 1:
        for _ in range(20):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
    elif kind == 2:
        broken[at:at] = bytes(chance.randrange(1, 40))
    elif kind == 3:
        broken[at:at] = broken[at : at + 3_000]
    elif kind == 4:
        del broken[at : at + chance.randrange(200)]
    else:
        for _ in range(4):
            four = chance.randrange(min(len(broken), 2_048)) & ~3
            broken[four : four + 4] = chance.choice(
                [b"\xff\xff\xff\xff", bytes(4), b"\xff\xff\xff\x7f", b"\xfe\xff\xff\xff"]
            )
    return bytes(broken)


if SHARED.exists():

    def test_the_signed_outlook_mail_shows_its_words_and_the_encrypted_one_says_why_not() -> None:
        place = MAILS / "outlook-message-parser"
        signed = open_mail("signed.msg", (place / "S_MIME test message signed.msg").read_bytes())
        assert signed.text.startswith("This is an encrypted message, with one embedded image")
        assert [part.inline for part in signed.attachments] == [True, False, False]
        sealed = open_mail("sealed.msg", (place / "S_MIME test message encrypted.msg").read_bytes())
        assert any("encrypted" in said for said in sealed.missing)

    def test_the_html_inside_outlooks_rich_text_is_found() -> None:
        place = MAILS / "outlook-message-parser"
        mail = open_mail("x.msg", (place / "embedded image.msg").read_bytes())
        assert "cid:image001.png@01CDC1CA.B3005370" in mail.html
        assert mail.attachments[0].inline
        copied = open_mail("x.msg", (place / "simple email with TO and CC_multiple.msg").read_bytes())
        assert [one.email for one in copied.bcc] == ["egi.carn.carby@gmail.com", "egi.dink.meeker@gmail.com"]
        nested = open_mail("x.msg", (place / "nested simple mail.msg").read_bytes())
        assert nested.nested[0].text.startswith("Hello all,")
