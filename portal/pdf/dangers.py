"""What is dangerous in a PDF and what is harmless, by the names of ISO 32000-2, with codes of `refusals.REMOVED`."""

import re

# 12.6.4: actions by type, of which these may stay.
HARMLESS_ACTIONS = {"/URI", "/GoTo", "/Named"}
HARMLESS_NAMED = {"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"}
ACTIONS = {
    "/JavaScript": "script",
    "/Launch": "launch",
    "/GoToR": "other_file",
    "/GoToE": "other_file",
    "/GoToDp": "other_file",
    "/Thread": "other_file",
    "/SubmitForm": "sending",
    "/ResetForm": "sending",
    "/ImportData": "sending",
    "/Sound": "media",
    "/Movie": "media",
    "/Rendition": "media",
    "/GoTo3DView": "media",
    "/RichMediaExecute": "media",
    "/Hide": "action",
    "/SetOCGState": "action",
    "/SetState": "action",
    "/NOP": "action",
    "/Trans": "action",
}
ACTION_PLACES = ("/A", "/PA", "/OpenAction", "/Next")
SAFE_ADDRESS = re.compile(rb"(?i)(?:https?://|mailto:)[ -~\x80-\xff]+")

# By /Type or /Subtype.
KINDS = {
    "/Filespec": "attachment",
    "/F": "attachment",
    "/EmbeddedFile": "attachment",
    "/FileAttachment": "attachment",
    "/CollectionItem": "attachment",
    "/Rendition": "media",
    "/MediaClip": "media",
    "/Sound": "media",
    "/SoundObject": "media",
    "/Movie": "media",
    "/Screen": "media",
    "/RichMedia": "media",
    "/RichMediaContent": "media",
    "/3D": "media",
    "/3DRef": "media",
    "/U3D": "media",
    "/PRC": "media",
    "/Projection": "media",
    "/PS": "postscript",
    "/OPI": "external",
}
# 12.5.6: what may stand on a page. The rest goes.
ANNOTATIONS = frozenset(
    {
        "/Link",
        "/Text",
        "/FreeText",
        "/Line",
        "/Square",
        "/Circle",
        "/Polygon",
        "/PolyLine",
        "/Highlight",
        "/Underline",
        "/Squiggly",
        "/StrikeOut",
        "/Caret",
        "/Stamp",
        "/Ink",
        "/Popup",
        "/Widget",
        "/Watermark",
        "/Redact",
    }
)
UNSIGNED = ANNOTATIONS - {"/Link", "/Widget"}  # of these, /T is whoever wrote it
# Keys that go wherever they stand, unless they are names that a page has given its own fonts and pictures.
KEYS = {
    "/AA": "action",
    "/JS": "script",
    "/JavaScript": "script",
    "/EF": "attachment",
    "/AF": "attachment",
    "/EmbeddedFiles": "attachment",
    "/XFA": "xfa",
    "/RichMediaContent": "media",
    "/RichMediaSettings": "media",
    "/PresSteps": "action",
    "/OPI": "external",
    "/Alternates": "external",
    "/DestOutputProfileRef": "external",
    "/PieceInfo": "author",
    "/Thumb": "thumbnail",
    "/Metadata": "author",
    "/LGIDict": "place",
    "/VP": "place",
    "/GPTS": "place",
}
RESOURCES = {"/Font", "/XObject", "/ExtGState", "/Pattern", "/OCG", "/OCMD"}
STREAM_KEYS = {
    "/F": "external",
    "/FFilter": "external",
    "/FDecodeParms": "external",
    "/Ref": "external",
    "/PS": "postscript",
    "/Subtype2": "postscript",
}
CATALOG = frozenset(
    {
        "/Type",
        "/Version",
        "/Extensions",
        "/Pages",
        "/PageLabels",
        "/Names",
        "/Dests",
        "/ViewerPreferences",
        "/PageLayout",
        "/PageMode",
        "/Outlines",
        "/OpenAction",
        "/AcroForm",
        "/StructTreeRoot",
        "/MarkInfo",
        "/Lang",
        "/OutputIntents",
        "/OCProperties",
    }
)
CATALOG_LOSSES = {"/Collection": "attachment", "/URI": "address", "/SpiderInfo": "author", "/Requirements": "action"}
TRAILER = {"/Root", "/Info", "/Size"}
