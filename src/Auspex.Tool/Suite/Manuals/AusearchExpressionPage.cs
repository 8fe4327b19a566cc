using Auspex.Search.Expressions;

namespace Auspex.Tool.Suite.Manuals;

/// <summary>ausearch-expression(5).</summary>
internal static class AusearchExpressionPage
{
    internal static readonly TopicPage Page = new()
    {
        Name = "ausearch-expression",
        Section = 5,
        Summary = "the language in which events are asked for",
        Description =
            $"""
            An expression says which records are meant; an event is meant when one of its records is. ausearch --expression takes one, and
            audisp-filter.conf(5) has one on each line. It has at most {Expression.MaxLength} characters.

            A condition is a field, an operator and a value. ! before a condition turns it round, && joins conditions that must all hold, and binds
            closer than ||, which joins those of which one must. Parentheses say otherwise. Blanks between words do not count.
            """,
        Sections =
        [
            new("FIELDS", "A field is the name in the record: auid, exe, success. A condition about a field that the record does not have never holds.",
            [
                ("\\timestamp", "the time of the event, compared with ts:SECONDS.MILLISECONDS by == !== < <= > >="),
                ("\\timestamp_ex", "the same with the serial: ts:SECONDS.MILLISECONDS:SERIAL"),
                ("\\record_type", "the type of the record, compared by == or !== with a name such as USER_LOGIN or a number"),
                ("\\regexp", "is followed by an extended regular expression between slashes, and holds when it matches the whole record's text"),
            ]),
            new("OPERATORS", "",
            [
                ("r= r!=", "the field's bytes as they stand in the record are equal to the value, or are not"),
                ("i= i!=", "the same for what ausearch -i shows"),
                ("== !== < <= > >=", "compare numbers; of fields only those that hold a user or a group have them"),
            ]),
            new("VALUES",
                """
                A value of letters, digits and _ that may go on with - . : @ + , % / [ ] stands as it is. Any other stands in double quotes, in which \\
                is a backslash and \" a quote, or between slashes, in which \/ is a slash.
                """, []),
        ],
        Example = "auid == 1000 && success r= no\nexe i= \"/usr/bin/passwd\" || \\record_type == USER_CHAUTHTOK\n!(key r= \"\")\n\\regexp /name=\"\\/etc\\/(passwd|shadow)\"/",
        SeeAlso = ["ausearch(8)", "audisp-filter(8)", "audisp-filter.conf(5)"],
    };
}
